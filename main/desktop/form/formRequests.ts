import type { Handlers } from '../../../preload/contract.ts';
import type { FormRequests } from '../../../preload/form.ts';
import type { ClipboardCopy } from '../../connections/clipboardCopy.ts';
import type { Connections } from '../../connections/connections.ts';
import { cleanAddress } from '../../connections/form/addressCleanup.ts';
import { readSettings } from '../../connections/form/connectForm.ts';
import { isCredentialField, readPasted } from '../../connections/form/credentialBundle.ts';
import type { KnownHosts } from '../../connections/signIn/knownHosts.ts';
import { fylePresets } from '../../oauth/fyle.ts';
import { typedRedirectUriFault } from '../../oauth/typedAddress.ts';
import { fail, ok } from '../../result.ts';
import type { SystemClipboard } from '../system/clipboard.ts';

/** What the forms' requests need. */
export interface FormParts {
  readonly connections: Pick<Connections, 'checks'>;
  readonly clipboard: Pick<SystemClipboard, 'read'>;
  readonly clipboardCopy: Pick<ClipboardCopy, 'copyPlain'>;
  readonly knownHosts: Pick<KnownHosts, 'admit'>;
  readonly openCustomApps: () => Promise<boolean>;
}

/** What the forms ask before anything is connected. Arguments are foreign. */
export function formRequests(parts: FormParts): Pick<Handlers, keyof FormRequests> {
  const { connections, clipboard, clipboardCopy, knownHosts, openCustomApps } = parts;
  return {
    presets: async () => ok(fylePresets),
    findPreset: async () => ok((await connections.checks.findPreset()) ?? null),
    checkSettings: async (foreign) => {
      const settings = readSettings(foreign);
      if (!settings.ok) return settings;
      if (!(await knownHosts.admit(settings.value))) return fail({ code: 'not-confirmed' });
      return ok(await connections.checks.preflight(settings.value));
    },
    openCustomApps: async () => ok(await openCustomApps()),
    pasteCredentials: async (field) => {
      if (field !== undefined && !isCredentialField(field)) return fail({ code: 'bad-request' });
      return ok(readPasted((await clipboard.read()) ?? '', field));
    },
    copyRedirectUri: async (foreign) => {
      if (typeof foreign !== 'string') return fail({ code: 'bad-request' });
      const redirectUri = cleanAddress(foreign);
      if (typedRedirectUriFault(redirectUri) !== undefined) return fail({ code: 'bad-request' });
      const copied = await clipboardCopy.copyPlain(redirectUri);
      return copied.ok ? ok(null) : copied;
    },
  };
}
