import type { CopyFormat } from './shared/copyFormats.ts';

/** What a person can choose for the whole app. Types only: a part of the contract. */

export type Theme = 'system' | 'light' | 'dark';
/** Of the app's words: the computer's, or one of those that the app speaks. */
export type Language = 'system' | 'en' | 'de';
export type TextSize = 'small' | 'normal' | 'large';
/** How long a copied token stays on the clipboard, seconds. */
export type ClipboardSeconds = 10 | 20 | 30 | 60 | 120 | 300;
/** How long a token that is handed out lives on at least, minutes. */
export type FreshMinutes = 5 | 10 | 20 | 30;

/** How long nobody uses the computer before the app is locked, minutes. */
export type LockMinutes = 5 | 15 | 60;

/** How many days before its end a sign-in is told of. */
export type WarningDays = 30 | 7 | 1;

/** The settings that the app keeps in its preferences. */
export interface KeptSettings {
  readonly theme: Theme;
  readonly language: Language;
  readonly textSize: TextSize;
  /** Closing the window hides it in the tray. */
  readonly closesToTray: boolean;
  readonly clipboardSeconds: ClipboardSeconds;
  readonly freshMinutes: FreshMinutes;
  /** The form in which a token is copied whose connection has none of its own. */
  readonly defaultFormat: CopyFormat;
  /** A notification tells of a connection that needs a new sign-in. */
  readonly tellsSignInNeeded: boolean;
  /** A notification tells of a sign-in that ends, so many days before and on the day; none at all without one. */
  readonly warnsDaysBefore: readonly WarningDays[];
  readonly notifiesWithSound: boolean;
  /** The app is locked when nobody uses the computer, with its screen, before sleep and at each start. */
  readonly locksWhenIdle: boolean;
  /** After how long without a person, minutes. */
  readonly lockMinutes: LockMinutes;
}

/** Every setting as it is now. */
export interface DeskSettings extends KeptSettings {
  /** The system starts the app, hidden, when the person logs in; absent where that cannot be set from here. */
  readonly startsAtLogin?: boolean;
}
