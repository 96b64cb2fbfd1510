import deActivity from './de/activity.json';
import deAdd from './de/add.json';
import deConnection from './de/connection.json';
import deEdit from './de/edit.json';
import deFailures from './de/failures.json';
import deFields from './de/fields.json';
import deGeneral from './de/general.json';
import deHelp from './de/help.json';
import deKeychainFailures from './de/keychainFailures.json';
import deList from './de/list.json';
import deLock from './de/lock.json';
import deReasons from './de/reasons.json';
import deSettings from './de/settings.json';
import deSignInFailures from './de/signInFailures.json';
import deStart from './de/start.json';
import enActivity from './en/activity.json';
import enAdd from './en/add.json';
import enConnection from './en/connection.json';
import enEdit from './en/edit.json';
import enFailures from './en/failures.json';
import enFields from './en/fields.json';
import enGeneral from './en/general.json';
import enHelp from './en/help.json';
import enKeychainFailures from './en/keychainFailures.json';
import enList from './en/list.json';
import enLock from './en/lock.json';
import enReasons from './en/reasons.json';
import enSettings from './en/settings.json';
import enSignInFailures from './en/signInFailures.json';
import enStart from './en/start.json';

/** All words of the window in English, the language of the source: an ICU message for each id, `area.name`. */
const en = {
  ...enActivity,
  ...enAdd,
  ...enConnection,
  ...enEdit,
  ...enFailures,
  ...enFields,
  ...enGeneral,
  ...enHelp,
  ...enKeychainFailures,
  ...enList,
  ...enLock,
  ...enReasons,
  ...enSettings,
  ...enSignInFailures,
  ...enStart,
};

/** A sentence or a few words of the window. */
export type MessageId = keyof typeof en;
/** One language. */
export type Messages = Readonly<Record<MessageId, string>>;

const de: Messages = {
  ...deActivity,
  ...deAdd,
  ...deConnection,
  ...deEdit,
  ...deFailures,
  ...deFields,
  ...deGeneral,
  ...deHelp,
  ...deKeychainFailures,
  ...deList,
  ...deLock,
  ...deReasons,
  ...deSettings,
  ...deSignInFailures,
  ...deStart,
};

/** The languages of the window. */
export const catalogues = { en, de } as const satisfies Readonly<Record<string, Messages>>;
