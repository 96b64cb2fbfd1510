import type { BarBridge, BarState } from '../../preload/barContract.ts';
import { element, write } from './document.ts';
import { missingText } from './missingText.ts';

let asked: number | undefined;

/** Writes into the page's place what is missing, or takes it away. */
export function showMissing(missing: BarState['missing']): void {
  const text = missing && missingText(missing);
  const isPassword = missing?.code === 'password';
  const wasHidden = element('missing').hasAttribute('hidden');
  element('missing').toggleAttribute('hidden', text === undefined);
  write('missing-title', text?.title ?? '');
  write('missing-host', missing?.host ?? '');
  write('missing-text', text === undefined ? '' : ` ${text.text}`);
  element('password-form').toggleAttribute('hidden', !isPassword);
  element('retry').toggleAttribute('hidden', text === undefined || isPassword);
  const id = isPassword ? missing.id : undefined;
  if (id !== asked) {
    asked = id;
    // What was typed for one host must not go to another.
    for (const one of ['user', 'password']) field(one).value = '';
    // Nor what is being typed while one question follows another.
    if (isPassword && (wasHidden || missing.isRepeated)) field('user').focus();
    else if (isPassword) field('user').blur();
  }
  const needsBrowser = missing?.code === 'windows-sign-in' || missing?.code === 'client-certificate';
  if (text !== undefined && !isPassword && wasHidden) {
    (element(needsBrowser ? 'browser-instead' : 'retry') as HTMLElement).focus();
  }
}

/** Passes on what the person does there. */
export function listenForMissing(bar: BarBridge): void {
  element('retry').addEventListener('click', () => void bar.retry());
  element('password-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (asked === undefined) return;
    void bar.signIn(asked, field('user').value, field('password').value);
    field('password').value = '';
  });
  element('skip').addEventListener('click', () => {
    if (asked !== undefined) void bar.signIn(asked);
  });
}

function field(id: string): HTMLInputElement {
  return element(id) as HTMLInputElement;
}
