import { combinationText, keysText } from '../keysText.ts';

/** One line of the list of keys. */
export interface KeyLine {
  readonly does: string;
  /** Each can be pressed instead of the others. */
  readonly keys: readonly string[];
}

/** What a token is, for somebody who never heard of one. */
export const aboutTokens: readonly string[] = [
  'An access token is a key to one Fyle account that works for a short time, often an hour. A spreadsheet, a script or another program sends it to Fyle to show that you let it in.',
  'Token Desk renews each token before it ends, so the one you copy is always fresh. Whoever has a token can act as its owner until it ends: paste it only where you mean to use it.',
];

/** Where to turn to. */
export const whereToAsk: readonly string[] = [
  'When something fails, the connection’s page says what happened and what to do. Its “Details” are safe to pass on: they hold no secret.',
  'If Fyle refuses a sign-in, ask the person who manages Fyle in your company: they can see your apps and your role.',
];

/** Every key that does something in the window. */
export function keyLines(onMac: boolean): readonly KeyLine[] {
  const act = (does: string, name: Parameters<typeof keysText>[0], ...others: readonly string[]): KeyLine => ({
    does,
    keys: [...others.map((keys) => combinationText(keys, onMac)), keysText(name, onMac) ?? ''],
  });
  const other = (does: string, ...keys: readonly string[]): KeyLine => ({
    does,
    keys: keys.map((one) => combinationText(one, onMac)),
  });
  return [
    act('Copy the token of the chosen connection', 'copy', 'Enter'),
    other('Copy it in another form, by its number in the menu', 'CommandOrControl+1', 'CommandOrControl+2', '…'),
    act('Renew its token', 'renew'),
    act('Edit the connection', 'edit'),
    act('Add a connection', 'add'),
    other('Search the list', 'CommandOrControl+F', 'CommandOrControl+K'),
    {
      does: 'Everything that can be done, by its name',
      keys: [Array(2).fill(combinationText('CommandOrControl+K', onMac)).join(' ')],
    },
    act('Settings', 'settings'),
    other('Go through the list', '↑', '↓'),
    other('Move the connection in the list', 'Alt+↑', 'Alt+↓'),
    other('Everything larger, smaller, as it was', 'CommandOrControl+Plus', 'CommandOrControl+−', 'CommandOrControl+0'),
    other('Full screen', onMac ? 'Control+CommandOrControl+F' : 'F11'),
    other('Close the window', 'CommandOrControl+W'),
    other('Quit', 'CommandOrControl+Q'),
    act('This help', 'help'),
    ...(onMac ? [] : [other('The menu', 'Alt')]),
  ];
}
