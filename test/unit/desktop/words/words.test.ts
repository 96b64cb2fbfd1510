import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fill } from '../../../../main/desktop/words/filledWords.ts';
import { catalogues, say, speak, type WordsId } from '../../../../main/desktop/words/words.ts';
import { placesOf, unusedOf } from '../../../fakes/messages.ts';

const main = join(import.meta.dirname, '../../../../main');
const { en, de } = catalogues;
const ids = Object.keys(en) as WordsId[];
const code = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(main, path), 'utf8'))
  .join('\n');

afterEach(() => speak('en-GB'));

describe('main’s words', () => {
  it('are complete in German, with the same places', () => {
    expect(Object.keys(de).sort()).toEqual([...ids].sort());
    expect(ids.map((id) => [id, placesOf(de[id])])).toEqual(ids.map((id) => [id, placesOf(en[id])]));
  });

  it('have no places where they are said without filling them', () => {
    const bare = [...code.matchAll(/\bsay\('([^']+)'/g)].map(([, id]) => id as WordsId);
    expect(bare.length).toBeGreaterThan(50);
    expect(bare.filter((id) => /[{<]/.test(en[id]))).toEqual([]);
  });

  it('are all used', () => {
    expect(unusedOf(ids, code)).toEqual([]);
  });

  it.each([
    ['en-GB', 'Quit', '1,200 need you'],
    ['de-DE', 'Beenden', '1.200 brauchen Sie'],
    ['en-US-u-hc-h23', 'Quit', '1,200 need you'],
  ])('are spoken in %s', (locale, quit, many) => {
    speak(locale);
    expect([say('tray.quit'), fill('tray.manyNeedYou', { count: 1_200 })]).toEqual([quit, many]);
  });

  it.each([
    ['no', 0, 'Acme: Die Anmeldung endet heute um 14:05. '],
    ['no', 1, 'Acme: Die Anmeldung endet morgen um 14:05. '],
    ['yes', 1, 'Acme: Die Anmeldung kann morgen um 14:05 enden. '],
    ['yes', 7, 'Acme: Die Anmeldung kann in 7 Tagen (30. Nov.) enden. '],
    ['no', 7, 'Acme: Die Anmeldung endet in 7 Tagen (30. Nov.). '],
  ])('make a German sentence of an end (estimated: %s, in %i days)', (estimated, days, sentence) => {
    speak('de-DE');
    const values = { name: 'Acme', estimated, days, time: '14:05', date: '30. Nov.' };
    expect(fill('notification.ends', values)).toBe(`${sentence}Klicken Sie, um die Verbindung zu öffnen.`);
  });
});
