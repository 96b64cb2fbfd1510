import type { KeytarAnswer, KeytarCall } from './keytarProcess.ts';

// Secrets pass only through this port. @see docs/electron.md "A Secret Service that never answers"
process.parentPort.on('message', async ({ data }: { readonly data: KeytarCall }) => {
  process.parentPort.postMessage(await answerTo(data));
});

async function answerTo({ act, service, account, text }: KeytarCall): Promise<KeytarAnswer> {
  try {
    // Loaded at the first call, so that a load error is reported as the keychain's failure.
    const { default: keytar } = await import('keytar');
    if (act === 'set') await keytar.setPassword(service, account, text);
    if (act === 'delete') await keytar.deletePassword(service, account);
    return { ok: true, found: await keytar.getPassword(service, account) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
}
