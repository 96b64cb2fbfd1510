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
    switch (act) {
      case 'get':
        return { ok: true, value: await keytar.getPassword(service, account) };
      case 'set':
        await keytar.setPassword(service, account, text);
        return { ok: true, value: null };
      case 'delete':
        return { ok: true, value: await keytar.deletePassword(service, account) };
    }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
}
