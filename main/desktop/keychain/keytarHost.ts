import type { KeytarAnswer, KeytarCall } from './keytarProcess.ts';

/**
 * Runs keytar in a process of its own, which main can end when the keychain hangs or was restarted; a library or a thread in
 * main cannot be ended. Secrets pass only through this process's message port.
 */
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
