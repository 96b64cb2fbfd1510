import type { KeytarAnswer, KeytarCall } from './keytarProcess.ts';

/**
 * The process of its own in which keytar runs: it can be ended when the keychain hangs or was started anew, which neither
 * a library nor its thread in main can. Secrets come and go by its port alone.
 */
process.parentPort.on('message', async ({ data }: { readonly data: KeytarCall }) => {
  process.parentPort.postMessage(await answerTo(data));
});

async function answerTo({ act, service, account, text }: KeytarCall): Promise<KeytarAnswer> {
  try {
    // Behind the first call, so that what keeps it from loading is told as the keychain's failure.
    const { default: keytar } = await import('keytar');
    if (act === 'set') await keytar.setPassword(service, account, text);
    if (act === 'delete') await keytar.deletePassword(service, account);
    return { ok: true, found: await keytar.getPassword(service, account) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
}
