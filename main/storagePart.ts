import { join } from 'node:path';
import type { KeychainState } from '../preload/contract.ts';
import { Ledger } from './connections/history/ledger.ts';
import { isOpen } from './connections/storage/keychainStatus.ts';
import { sessionBusAddress } from './desktop/dbus/connection.ts';
import type { LogEvent } from './desktop/files/log.ts';
import { diskPreferences, type FirstPreferences } from './desktop/files/preferences.ts';
import { diskRegistry } from './desktop/files/registry.ts';
import { openCredentialStore } from './desktop/keychain/credentialStore.ts';
import { keytarProcess } from './desktop/keychain/keytarProcess.ts';
import { readActivity } from './desktop/ledger/activity.ts';
import { journalFile } from './desktop/ledger/journalFile.ts';
import { ledgerFile } from './desktop/ledger/ledgerFile.ts';
import { ledgerThread } from './desktop/ledger/ledgerThread.ts';
import { rememberedEnd } from './desktop/ledger/rememberedEnd.ts';
import { LockFile } from './desktop/lock/lockFile.ts';
import { guessabilityThread } from './desktop/passphrase/guessabilityThread.ts';
import { systemClock } from './desktop/system/clock.ts';
import { isConfined } from './desktop/system/confinement.ts';
import { csvSeparatorFor } from './desktop/system/localeFormat.ts';
import { systemLocale } from './desktop/system/systemLocale.ts';

/** `name`: the keychain's service; `built`: the built app's folder. */
interface Around {
  readonly name: string;
  readonly folder: string;
  readonly built: string;
  /** As the start read them. */
  readonly first: FirstPreferences;
  readonly log: (event: LogEvent) => void;
  /** What the page shows of it may have changed. */
  readonly onChange: () => void;
  /** What failed before may succeed: the store is open now, or (`keychain`) it answers again. */
  readonly onRecovery: (after: 'keychain' | undefined) => void;
}

/** Makes what this computer keeps: the list, the preferences, the history, and the store of grants. */
export function makeStorage({ name, folder, built, first, log, onChange, onRecovery }: Around) {
  const preferences = diskPreferences(folder, first);
  const isGuessable = guessabilityThread(join(built, 'main/guessabilityHost.js'));
  const onLoss = (reason: string) => log({ event: 'ledger-lost', reason });
  const ledgerStore = ledgerFile(folder, onLoss);
  const ledgerEnd = rememberedEnd(folder, ledgerStore, preferences);
  const ledger = new Ledger(ledgerStore, journalFile(folder, onLoss), systemClock, () => {
    ledgerEnd.note();
    onChange();
  });
  return {
    registry: diskRegistry(folder),
    ...{ preferences, ledger },
    activity: readActivity(
      folder,
      async () => ledgerStore.end ?? preferences.lastLedgerEnd(),
      ledgerThread(join(built, 'main/ledgerHost.js')),
      ledgerEnd,
      () => csvSeparatorFor(systemLocale('numbers')),
    ),
    lockFile: new LockFile(folder, systemClock, isGuessable),
    credentialStore: openCredentialStore({
      service: name,
      keytar: keytarProcess(join(built, 'main/keytarHost.js')),
      bus: sessionBusAddress(process.env),
      isConfined: isConfined(process.env, process.execPath),
      folder,
      clock: systemClock,
      lastSave: preferences,
      isGuessable,
      onChange: (now: KeychainState, before: KeychainState) => {
        onChange();
        if (isOpen(now) && !isOpen(before)) onRecovery(undefined);
      },
      onAvailabilityChange: () => onRecovery('keychain'),
      onAsking: onChange,
    }),
  };
}
