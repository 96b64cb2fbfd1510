import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { catalogues, type Messages } from '../../renderer/messages/catalogues.ts';

/**
 * Where a made-up language is spoken. Its dates hold no Latin letters, so that every one on the screen comes from a
 * message, from what main said, or from the code.
 */
export const PSEUDO = 'ja-JP';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = [...'áƀćďéƒĝĥíĵķĺḿńóṕɋŕśţúṽŵẋýžÁƁĆĎÉƑĜĤÍĴĶĹḾŃÓṔɊŔŚŢÚṼŴẊÝŽ'];

/** Text in accented letters, each vowel twice: about a third longer, as many languages are. */
function accent(text: string): string {
  return [...text]
    .map((letter) => accented[plain.indexOf(letter)] ?? letter)
    .map((letter) => (/[áéíóúÁÉÍÓÚ]/.test(letter) ? letter + letter.toLowerCase() : letter))
    .join('');
}

function accentAll(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element): MessageFormatElement => {
    if (isLiteralElement(element)) return { ...element, value: accent(element.value) };
    if (isTagElement(element)) return { ...element, children: accentAll(element.children) };
    if (isPluralElement(element)) return { ...element, options: accentOptions(element.options) };
    if (isSelectElement(element)) return { ...element, options: accentOptions(element.options) };
    return element;
  });
}

function accentOptions<Option extends { readonly value: MessageFormatElement[] }>(
  options: Readonly<Record<string, Option>>,
): Record<string, Option> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { ...option, value: accentAll(option.value) }]),
  );
}

/** A message in the made-up language, with the same places and tags. @param message in ICU form */
export function pseudo(message: string): string {
  return `⟦${printAST(accentAll(parse(message)))}⟧`;
}

/** The words of the window in the made-up language. */
// Object.fromEntries loses the members' names.
export const pseudoMessages = Object.fromEntries(
  Object.entries(catalogues.en).map(([id, message]) => [id, pseudo(message)]),
) as Messages;

/** What a person reads or hears in a page, piece by piece. */
export function piecesOf(page: Node): readonly string[] {
  const pieces: string[] = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
    if (node instanceof Element) pieces.push(...SAID.map((name) => node.getAttribute(name) ?? ''));
    else pieces.push(node.textContent ?? '');
  }
  return [...new Set(pieces)].filter((piece) => piece !== '');
}

/** The attributes that hold words; `label` is that of a group of choices. */
const SAID = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
];

/**
 * Whether a piece holds words that no message said. A single letter, `F11` and `Alt` are keys.
 * @param data what may stand anywhere as it is, the longest first: names, addresses, what a server said
 */
export function hasOtherWords(piece: string, data: readonly string[]): boolean {
  const rest = data.reduce((left, each) => left.replaceAll(each, ' '), piece);
  return /[A-Za-z]/.test(rest.replaceAll(/(?<!\p{L})(?:[A-Z]|F\d+|Alt)(?!\p{L})/gu, ' '));
}

/** The texts in a value of the contract, their lines and the parts of addresses; not the names of states, which are lower-case words. */
export function textsIn(value: unknown): readonly string[] {
  const lines = stringsIn(value).flatMap((each) => [
    each,
    ...each.split('\n').map((line) => line.replace(/^[#-]+ /, '')),
  ]);
  const texts = lines.filter((each) => !/^[a-z-]*$/.test(each));
  const parts = texts.filter((each) => !/\s/.test(each)).flatMap((address) => address.split(/[/?#&=:@]+/));
  return byLength([...texts, ...parts.filter((part) => /[A-Z\d.]/.test(part))]);
}

/** What stands alone as main said it, also in lower case: names, and the code and step of a failure in its details. */
export function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).filter(([member]) => ['name', 'code', 'step'].includes(member));
  return [...own.map(([, name]) => String(name)), ...Object.values(value).flatMap(namesIn)];
}

/** Each text once, the longest first. */
export function byLength(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort((one, other) => other.length - one.length);
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
