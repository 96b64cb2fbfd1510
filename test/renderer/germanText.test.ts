import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import type { FailurePlace } from '../../renderer/words/failures/failurePhrases.ts';
import { failureText } from '../../renderer/words/failures/failureText.ts';
import { freshnessText } from '../../renderer/words/freshnessText.ts';
import { clockNotice, copyFailedText, keychainActionLabel } from '../../renderer/words/noticeText.ts';
import { quitRescue, quitText } from '../../renderer/words/quitText.ts';
import { codesAlike, reasonText } from '../../renderer/words/reasonText.ts';
import {
  clipboardChoices,
  notKeptText,
  storeText,
  warningChoices,
} from '../../renderer/words/settings/settingsText.ts';
import { browserText } from '../../renderer/words/signIn/browserText.ts';
import { locale, speak } from '../../renderer/words/text.ts';
import { everyFailure } from './everyFailure.ts';
import { connection, noon } from './states.ts';

const minute = 60_000;
const first = locale();
beforeEach(() => speak('de-DE'));
afterEach(() => speak(first));

const places: readonly FailurePlace[] = [
  ...[{}, { afterSignIn: 'internal' }, { afterSignIn: 'oauth' }, { isBackground: true }].map(
    (more) => ({ at: 'connection', signedInAt: noon, ...more }) as FailurePlace,
  ),
  { at: 'form', kind: 'internal' },
  { at: 'form', kind: 'oauth', isStored: true },
  { at: 'window' },
];

describe('a failure in German', () => {
  it.each(everyFailure)('says what happened, what it means and one thing to do: $code', (failure) => {
    for (const place of places) {
      const { title, meaning, action } = failureText(failure, place);
      expect(title).toMatch(/^\S.{8,80}\S$/);
      expect(title).not.toMatch(/[.!]$/);
      expect(meaning).toMatch(/^[A-ZÄÖÜa-z].{10,340}\.$/);
      expect(action.label).toMatch(/^[A-ZÄÖÜ][\wäöüß-]+( [\wäöüß-]+){0,3}$/);
      expect(`${title} ${meaning}`).not.toMatch(/[{}]|undefined|\b(?:the|is|not|Nothing|sign-in)\b/);
    }
  });

  it('counts a pause, and names what Fyle was asked', () => {
    const meaning = (failure: Failure) => failureText(failure, { at: 'window' }).meaning;
    expect(meaning({ code: 'too-many-requests', step: 'token', retryAfter: 1500 })).toContain(
      'eine Pause von 2 Sekunden.',
    );
    expect(meaning({ code: 'server-error', step: 'cluster', status: 503 })).toContain('fragte, wo Ihre Daten liegen.');
  });

  it('names the action first that it stopped', () => {
    const place = { at: 'connection', signedInAt: noon, blocked: 'reveal' } as const;
    const { title, meaning } = failureText({ code: 'keychain-locked' }, place);
    expect(title).toBe('Es gibt kein Token zum Anzeigen');
    expect(meaning).toMatch(/^Der Schlüsselbund ist gesperrt\. Token Desk kann/);
  });

  it('has its details in German too', () => {
    const failure: Failure = { code: 'server-error', step: 'token', status: 503, says: 'no', saidBy: 'a.example' };
    const names = failureText(failure, { at: 'window' }, noon).details?.map(([name]) => name);
    expect(names).toEqual(['Code', 'Schritt', 'Status', 'a.example sagt', 'Zeit']);
  });
});

describe('in German', () => {
  it.each([
    [5 * minute, '5 Minuten nach'],
    [-5 * minute, '5 Minuten vor'],
    [3 * 60 * minute, '3 Stunden nach'],
    [-60 * 24 * 60 * minute, '60 Tage vor'],
  ])('a clock that is off by %i ms goes %s', (skew, words) => {
    expect(clockNotice(skew)).toMatch(new RegExp(`^Die Uhr dieses Computers geht gegenüber der von Fyle ${words}\\. `));
  });

  it('what is lost by quitting is counted', () => {
    expect(quitText({ signIns: ['Acme'], isTyped: false })).toMatch(
      /^Die Anmeldung von Acme ist nur im Arbeitsspeicher/,
    );
    expect(quitText({ signIns: ['A', 'B', 'C', 'D'], isTyped: true })).toMatch(
      /^Die Anmeldungen von A, B und 2 weiteren sind nur im Arbeitsspeicher\..* geht verloren\.$/,
    );
    expect(quitRescue('locked', false).label).toBe('Entsperren und speichern');
  });

  it('a copy has its promise', () => {
    expect(freshnessText(connection({}), noon, 10)).toBe('Mindestens 10 Minuten gültig');
    expect(freshnessText(connection({ failure: { code: 'secret-missing' }, status: 'problem' }), noon, 10)).toBe(
      'Gültig bis 14:47, lässt sich nicht erneuern',
    );
  });

  it('a reason is found by its own words', () => {
    expect(reasonText('offline')).toBe('kein Netzwerk');
    expect(codesAlike((reason) => reason.includes('Netzwerk'))).toEqual(['offline']);
  });

  it('choices are counted', () => {
    expect(clipboardChoices().map(([, text]) => text)).toContain('1 Minute');
    expect(warningChoices().map(({ text }) => text)).toEqual(['30 Tage', '7 Tage', '1 Tag']);
    expect(storeText('ready')).toBe('Im Schlüsselbund dieses Computers');
    expect(notKeptText({ code: 'not-saved', reason: 'ENOSPC' }, true)).toMatch(/^Der Start beim Anmelden ließ sich/);
  });

  it('a failed copy and the keychain’s button are named', () => {
    expect(copyFailedText('Acme', { code: 'clipboard-failed' })).toContain('wurde nicht kopiert: ');
    expect(keychainActionLabel('locked')).toBe('Entsperren');
  });

  it.each(['port-taken', 'port-refused', 'none', 'listening'] as const)(
    'the browser’s part is told: %s',
    (listener) => {
      const said = browserText({ listener, isOpen: listener !== 'none', redirectUri: 'http://localhost:8123/cb' });
      expect(said).toMatch(/Schließen Sie die Anmeldung dort ab|schließen Sie die Anmeldung dort ab|Port 8123/);
      expect(said).not.toMatch(/[{}]/);
    },
  );
});
