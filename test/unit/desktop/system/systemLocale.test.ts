import { afterEach, describe, expect, it, vi } from 'vitest';
import { localeFor } from '../../../../main/desktop/system/localeFormat.ts';
import { systemLanguages } from '../../../../main/desktop/system/systemLocale.ts';

// Electron is no library outside its own process, and on Linux is not asked.
vi.mock('electron', () => ({ app: {} }));

afterEach(() => vi.unstubAllEnvs());

describe('the languages of a Linux computer', () => {
  it.each([
    ['LANG alone', { LANG: 'de_DE.UTF-8' }, 'de_DE.UTF-8', 'de'],
    ['messages before LANG', { LANG: 'de_DE.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en_US.UTF-8', 'en'],
    ['LC_ALL before all of them', { LANG: 'en_US', LC_MESSAGES: 'en_US', LC_ALL: 'de_AT' }, 'de_AT', 'de'],
    ['a list before a locale', { LANG: 'en_US.UTF-8', LANGUAGE: 'de:en' }, 'de:en', 'de'],
    ['an empty list', { LANG: 'de_CH.UTF-8', LANGUAGE: '' }, 'de_CH.UTF-8', 'de'],
    ['no list without a locale', { LANG: 'C.UTF-8', LANGUAGE: 'de' }, '', 'en'],
    ['nor with POSIX for all', { LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX', LANGUAGE: 'de' }, '', 'en'],
    ['none at all', {}, '', 'en'],
    ['one that the app does not speak', { LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr:de' }, 'fr:de', 'de'],
  ])('%s', (_what, env, languages, spoken) => {
    for (const name of ['LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES']) vi.stubEnv(name, '');
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(systemLanguages()).toBe(languages);
    expect(localeFor('system', systemLanguages(), '').slice(0, 2)).toBe(spoken);
  });
});
