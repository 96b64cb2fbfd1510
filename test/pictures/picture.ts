import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Act } from '../../preload/shared/acts.ts';
import { root } from '../../tools/run.mjs';

/** The window's sizes: the smallest, the first one, and a large screen's. */
const sizes = {
  720: { width: 720, height: 520 },
  1100: { width: 1100, height: 720 },
  1920: { width: 1920, height: 1080 },
} as const;

/** The part of a page that a person sees first, in how it looks and reads. */
export interface Look {
  readonly theme: 'light' | 'dark' | 'forced';
  readonly width: keyof typeof sizes;
  readonly language: 'en' | 'de';
}

/** A page by name; what is not said is light, 1,100 wide and English. */
const looks = {
  light: {},
  dark: { theme: 'dark' },
  forced: { theme: 'forced' },
  720: { width: 720 },
  1920: { width: 1920 },
  de: { language: 'de' },
  'de-720': { language: 'de', width: 720 },
  'de-dark': { language: 'de', theme: 'dark' },
  'forced-720': { theme: 'forced', width: 720 },
  'dark-1920': { theme: 'dark', width: 1920 },
} as const satisfies Readonly<Record<string, Partial<Look>>>;

export type LookName = `${keyof typeof looks}`;

/** One picture: what is shown, and how. */
export interface Picture extends Look {
  /** The file's name in docs/screens, without `.png`. */
  readonly name: string;
  /** The page below `out/`, with its query. */
  readonly address: string;
  readonly size: { readonly width: number; readonly height: number };
  /** So tall is the window when axe looks, which takes what must be scrolled into sight for hidden; pixels. */
  readonly seenHeight?: number | undefined;
  /** What a person does before the picture is taken. */
  readonly prepare?: ((person: Person) => Promise<unknown>) | undefined;
}

/** The page, and its words in the picture's language by their ids. */
export interface Person {
  readonly page: Page;
  readonly words: (id: string) => string;
}

/** What a row of the table may say beside its looks. */
export interface Wishes {
  /** The gallery's scene, by default the picture's name. */
  readonly scene?: string;
  /** What is asked of the window first, as by its menu. */
  readonly act?: Act;
  readonly prepare?: Picture['prepare'];
  /** For a picture of something longer than the window, pixels. */
  readonly height?: number;
  readonly seenHeight?: number;
}

/** The pictures of one state of the window, one for each look. */
export function pictures(name: string, wanted: readonly LookName[], wishes: Wishes = {}): readonly Picture[] {
  const { scene = name, act } = wishes;
  return picturesOf(name, wanted, wishes, ({ language }) => {
    const query = new URLSearchParams({ scene, locale: localeOf(language), ...(act && { act }) });
    return `gallery/index.html?${query}`;
  });
}

/** The pictures of a page, one for each look; `address` gives the page below `out/`. */
export function picturesOf(
  name: string,
  wanted: readonly LookName[],
  { prepare, height, seenHeight }: Wishes,
  address: (look: Look) => string,
): readonly Picture[] {
  return wanted.map((lookName) => {
    const look: Look = { theme: 'light', width: 1100, language: 'en', ...looks[lookName] };
    const size = { ...sizes[look.width], ...(height !== undefined && { height }) };
    return {
      ...{ ...look, size, prepare, seenHeight, address: address(look) },
      name: lookName === 'light' ? name : `${name}-${lookName}`,
    };
  });
}

/** The tag of a language: `de-DE`. */
export function localeOf(language: Look['language']): string {
  return language === 'de' ? 'de-DE' : 'en-GB';
}

/** Every message of the window in a language, by its id. */
export function wordsOf(language: Look['language']): (id: string) => string {
  const folder = join(root, 'renderer/messages', language);
  const all: Readonly<Record<string, string>> = Object.assign(
    {},
    ...readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  );
  return (id) => {
    const found = all[id];
    if (found === undefined) throw new Error(`no message ${id}`);
    return found;
  };
}
