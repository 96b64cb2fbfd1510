import { combinationText, keysText } from '../keysText.ts';
import { text } from '../text.ts';

/** One line of the list of keys. */
export interface KeyLine {
  readonly does: string;
  /** Each can be pressed instead of the others. */
  readonly keys: readonly string[];
}

/** What a token is, for somebody who never heard of one. */
export function aboutTokens(): readonly string[] {
  return [text('help.token'), text('help.renewal')];
}

/** Where to turn to. */
export function whereToAsk(): readonly string[] {
  return [text('help.details'), text('help.whomToAsk')];
}

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
    act(text('help.key.copy'), 'copy', 'Enter'),
    other(text('help.key.copyAs'), 'CommandOrControl+1', 'CommandOrControl+2', '…'),
    act(text('help.key.renew'), 'renew'),
    act(text('help.key.edit'), 'edit'),
    act(text('help.key.add'), 'add'),
    other(text('help.key.search'), 'CommandOrControl+F', 'CommandOrControl+K'),
    {
      does: text('help.key.palette'),
      keys: [Array(2).fill(combinationText('CommandOrControl+K', onMac)).join(' ')],
    },
    act(text('act.settings'), 'settings'),
    other(text('help.key.list'), '↑', '↓'),
    other(text('help.key.move'), 'Alt+↑', 'Alt+↓'),
    other(text('help.key.zoom'), 'CommandOrControl+Plus', 'CommandOrControl+−', 'CommandOrControl+0'),
    other(text('help.key.fullScreen'), onMac ? 'Control+CommandOrControl+F' : 'F11'),
    other(text('help.key.close'), 'CommandOrControl+W'),
    other(text('help.key.quit'), 'CommandOrControl+Q'),
    act(text('help.key.help'), 'help'),
    ...(onMac ? [] : [other(text('help.key.menu'), 'Alt')]),
  ];
}
