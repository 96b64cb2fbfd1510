import { describePage } from './bar.ts';
import type { SignInWindow } from './window.ts';

/** Shows in the bar whose page is on screen, and whether another is on its way, from now on. */
export function showPageInBar({ contents, bar }: Pick<SignInWindow, 'contents' | 'bar'>): void {
  const showPlace = () =>
    bar.show({
      ...describePage(contents.getURL(), contents.mainFrame.origin),
      canGoBack: contents.navigationHistory.canGoBack(),
    });
  if (contents.getURL() !== '') showPlace();
  bar.show({ loading: contents.isLoading() });
  contents.on('did-start-loading', () => bar.show({ loading: true }));
  contents.on('did-stop-loading', () => bar.show({ loading: false }));
  contents.on('did-navigate', () => {
    // The new page was refused nothing yet.
    bar.show({ refused: undefined });
    showPlace();
  });
  contents.on('did-navigate-in-page', (_event, _address, isMainFrame) => {
    if (isMainFrame) showPlace();
  });
}
