import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { acquireClaim, acquireInstanceLock, processIdentity } from '../../../../main/desktop/instance/instanceLock.ts';
import { folderWith, modeOf, namesIn } from '../files/diskFolder.ts';

const me = processIdentity(process.pid) ?? '';

/** Another process that runs until the test ends. */
function neighbour(): number {
  const child = spawn('sleep', ['60']);
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error('No neighbour');
  return child.pid;
}

function claimed(folder: string, number: number, name = ''): string {
  symlinkSync(name, join(folder, `claim-${number}`));
  return folder;
}

describe('claiming a folder', () => {
  it('is done once, whole, and makes a folder that is not there its owner’s alone', () => {
    const folder = join(folderWith(), 'new');
    expect(acquireClaim(folder)).toEqual({ is: 'ours' });
    expect(readlinkSync(join(folder, 'claim-1'))).toBe(me);
    expect(modeOf(folder)).toBe('700');
  });

  it('is refused while another process that lives has it, and leaves its claim alone', () => {
    const pid = neighbour();
    const folder = claimed(folderWith(), 4, processIdentity(pid));
    expect(acquireClaim(folder)).toEqual({ is: 'others', pid, identity: processIdentity(pid) });
    expect(namesIn(folder)).toEqual(['claim-4']);
  });

  it.each([
    ['of a process that was killed', `${spawnSync('true').pid}-1-${me.split('-').slice(2).join('-')}`],
    ['of another process that had our number', me.replace(/-\d+-/, '-1-')],
    ['from before the computer was started', me.replace(/[^-]+$/, '0'.repeat(12))],
    ['that is garbage', 'registry.json'],
    ['that names no process', '0-0-0'],
  ])('follows a claim %s, and takes that away', (_what, name) => {
    const folder = claimed(claimed(folderWith(), 7, name), 3, name);
    expect(acquireClaim(folder)).toEqual({ is: 'ours' });
    expect(namesIn(folder)).toEqual(['claim-8']);
  });

  it('follows a claim of a process that has ended and that nobody has waited for yet', async () => {
    // The shell becomes a program that never waits for the shell's child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60']);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(line);
    // While it is still the shell, it waits for its child.
    await vi.waitFor(() => expect(readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n'));
    const folder = claimed(folderWith(), 1, processIdentity(pid));
    expect(acquireClaim(folder)).toMatchObject({ is: 'others', pid });
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '));
    expect(acquireClaim(folder)).toEqual({ is: 'ours' });
  });

  it('looks at the newest claim alone: an older one is void though its process lives', () => {
    const folder = claimed(claimed(folderWith(), 9, processIdentity(neighbour())), 10, '0-0-0');
    expect(acquireClaim(folder)).toEqual({ is: 'ours' });
  });

  it.each(['claim-999999999999999', 'claim-1/inside'])('gives up on a folder that somebody plays with: %s', (name) => {
    const folder = folderWith();
    mkdirSync(join(folder, name), { recursive: true });
    expect(acquireClaim(folder).is).toMatch(/ours|impossible/);
  });

  it('is not possible where the disk takes no claim', () => {
    const folder = join(folderWith({ file: '' }), 'file');
    expect(acquireClaim(folder)).toEqual({ is: 'impossible' });
  });
});

describe('taking a folder', () => {
  const count = (answer: boolean) => {
    const lock = () => {
      lock.asked += 1;
      return answer;
    };
    lock.asked = 0;
    return lock;
  };
  const take = (folder: string, lock: () => boolean, platform: NodeJS.Platform, runtime = folderWith()) =>
    acquireInstanceLock(folder, lock, platform, runtime).is;

  it('takes the claim and then Electron’s lock', () => {
    const lock = count(true);
    expect([take(folderWith(), lock, 'linux'), lock.asked]).toEqual(['ours', 1]);
  });

  it.each([undefined, 'host-1', 'host'])(
    'leaves it to who has it, and asks for no lock of Electron’s: %s',
    (lockOf) => {
      const pid = neighbour();
      const folder = claimed(folderWith(), 1, processIdentity(pid));
      if (lockOf !== undefined) symlinkSync(lockOf === 'host' ? `host-${pid}` : lockOf, join(folder, 'SingletonLock'));
      const lock = count(true);
      expect([take(folder, lock, 'linux'), lock.asked]).toEqual(['others', 0]);
    },
  );

  it('tells whether who has it still runs, and ends only that', async () => {
    const child = spawn('sleep', ['60']);
    const folder = claimed(folderWith(), 1, processIdentity(child.pid ?? 0));
    const other = acquireInstanceLock(folder, () => true, 'linux', folderWith());
    if (other.is !== 'others') throw new Error(other.is);
    expect(other.isAlive()).toBe(true);
    const gone = once(child, 'exit');
    other.kill();
    expect(await gone).toEqual([null, 'SIGKILL']);
    expect(other.isAlive()).toBe(false);
    other.kill();
  });

  it('gives the same socket to every path, in a folder that is its owner’s alone', () => {
    const [folder, runtime] = [folderWith(), folderWith()];
    const link = join(folderWith(), 'link');
    symlinkSync(folder, link);
    const ours = acquireInstanceLock(folder, () => true, 'linux', runtime);
    const again = acquireInstanceLock(link, () => true, 'linux', runtime);
    expect(ours).toEqual({ is: 'ours', socketPath: expect.stringMatching(/^\/.+\/start\.sock$/) });
    expect(again).toEqual(ours);
  });

  it.each([
    ['linux', 'host-1', 'shown'],
    ['linux', undefined, 'ours'],
    ['darwin', 'host-1', 'shown'],
    ['darwin', undefined, 'ours'],
    ['win32', undefined, 'shown'],
  ] as const)('on %s, refused the lock that %s holds, it is %s', (platform, holder, is) => {
    const folder = folderWith();
    if (holder !== undefined) symlinkSync(holder, join(folder, 'SingletonLock'));
    expect(take(folder, count(false), platform)).toBe(is);
  });

  it('is refused while a process that lives has it by the claim elsewhere, in a folder that takes none and by any path', () => {
    const runtime = folderWith();
    const full = join(folderWith({ file: '' }), 'file');
    expect(take(full, count(false), 'linux', runtime)).toBe('ours');
    const link = join(folderWith(), 'link');
    symlinkSync(full, link);
    const [place = ''] = readdirSync(join(runtime, `token-desk-${process.getuid?.()}`));
    const claim = join(runtime, `token-desk-${process.getuid?.()}`, place, 'claim-1');
    expect([readlinkSync(claim), modeOf(runtime, `token-desk-${process.getuid?.()}`)]).toEqual([me, '700']);
    rmSync(claim);
    symlinkSync(processIdentity(neighbour()) ?? '', claim);
    const lock = count(true);
    for (const path of [full, link]) expect([take(path, lock, 'linux', runtime), lock.asked]).toEqual(['others', 0]);
    expect(take(folderWith(), count(true), 'linux', runtime)).toBe('ours');
  });

  it('takes no word from a place elsewhere that others may write in', () => {
    const runtime = folderWith();
    const open = join(runtime, `token-desk-${process.getuid?.()}`);
    mkdirSync(open);
    chmodSync(open, 0o777);
    expect(take(folderWith(), count(true), 'linux', runtime)).toBe('ours');
    expect(namesIn(open)).toEqual([]);
  });

  it('goes on where neither claim nor lock can be put', () => {
    const folder = folderWith();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(take(folder, count(false), 'linux')).toBe('ours');
  });
});
