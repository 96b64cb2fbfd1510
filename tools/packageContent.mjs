import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { Problem } from './setup/problem.mjs';

const native = `node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`;

/** Where electron-builder puts the program and its resources on each platform, below `out/dist/`. */
const places = {
  linux: { program: 'linux-unpacked/token-desk', resources: 'linux-unpacked/resources' },
  win32: { program: 'win-unpacked/Token Desk.exe', resources: 'win-unpacked/resources' },
  darwin: { program: 'mac/Token Desk.app', resources: 'mac/Token Desk.app/Contents/Resources' },
};

/** The fuses that electron-builder.yml sets, as the packed program must have them. */
const expectedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/**
 * Checks the packed app: its fuses, and that it holds every file that it needs and no other.
 * @returns {Promise<readonly string[]>} what was found, as lines to print
 * @throws {Problem} when a fuse is not as expected, or a file is missing or unexpected
 */
export async function examinePackage() {
  const place = Object.entries(places).find(([platform]) => platform === process.platform)?.[1] ?? places.linux;
  const dist = join(root, 'out/dist');
  await examineFuses(join(dist, place.program));
  const files = await filesInside(join(dist, place.resources));
  examineFiles(files);
  return [
    `out/dist/${place.program}: ${Object.keys(expectedFuses).length} fuses as expected`,
    `inside: ${files.length} files, nothing but the build, package.json and keytar`,
  ];
}

/** @param {string} program */
async function examineFuses(program) {
  const { getCurrentFuseWire, FuseV1Options } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(program);
  // The fuse wire holds the characters 0 (off) and 1 (on).
  const wrong = Object.entries(expectedFuses).filter(
    ([name, on]) => wire[FuseV1Options[/** @type {keyof typeof expectedFuses} */ (name)]] !== (on ? 0x31 : 0x30),
  );
  if (wrong.length > 0) throw new Problem(`Fuses not as expected: ${wrong.map(([name]) => name).join(', ')}`);
}

/**
 * The paths, relative to the app, of all its files: those in app.asar and those in app.asar.unpacked.
 * @param {string} resources
 * @throws {Problem} when anything else lies beside app.asar
 */
async function filesInside(resources) {
  const beside = readdirSync(resources).filter((name) => !/\.(pak|lproj|icns)$/.test(name));
  const odd = beside.filter((name) => !['app.asar', 'app.asar.unpacked', 'hashes.json'].includes(name));
  if (odd.length > 0) throw new Problem(`Unexpected files beside app.asar: ${odd.join(', ')}`);
  const { listPackage, statFile } = await import('@electron/asar');
  const archive = join(resources, 'app.asar');
  const packed = listPackage(archive, { isPack: false }).map((path) => path.slice(1).replaceAll('\\', '/'));
  const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(resources, 'app.asar.unpacked').length + 1));
  const files = packed.filter((path) => !('files' in statFile(archive, path)));
  return [...new Set([...files, ...unpacked.map((path) => path.replaceAll('\\', '/'))])].sort();
}

/** @param {readonly string[]} files */
function examineFiles(files) {
  const built = [
    'main/main.js',
    'main/keytarHost.js',
    'main/guessabilityHost.js',
    'preload/preload.cjs',
    'renderer/index.html',
    'main/licences.json',
    'main/licencesBeside.json',
    'main/changelog.txt',
    'renderer/licences.json',
  ];
  const needed = ['package.json', ...built.map((path) => `out/app/${path}`)];
  const keytar = ['node_modules/keytar/package.json', 'node_modules/keytar/lib/keytar.js', native];
  const missing = [...needed, ...keytar].filter((path) => !files.includes(path));
  const tooMuch = files.filter(
    (path) =>
      path.endsWith('.map') || !(path === 'package.json' || path.startsWith('out/app/') || keytar.includes(path)),
  );
  if (missing.length > 0) throw new Problem(`Missing from the package: ${missing.join(', ')}`);
  if (tooMuch.length > 0) throw new Problem(`Unexpected files in the package: ${tooMuch.slice(0, 20).join(', ')}`);
}
