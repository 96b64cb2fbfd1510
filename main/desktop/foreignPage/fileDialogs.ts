import { setImmediate as nextTurn } from 'node:timers/promises';
import { type WebContents, WebContentsView, webContents } from 'electron';
import { COST, type Spend } from './pageBudget.ts';

/** Only subframes in processes of their own; a page's other frames belong to its session. */
const FRAMES = [{ type: 'iframe' }];

/**
 * Keeps the desktop's file dialogs from the pages of a sign-in and from all their frames: such a dialog would stay when page
 * and window are gone. Chromium lets only its debugger do that. The debugger is that of a page which never shows anything:
 * a page's own one loses all frames for a moment whenever one of them gets another process (Electron 33).
 * @see docs/electron.md "File dialogs"
 */
export class FileDialogGuard {
  /** Kept, or its contents would be collected as garbage. */
  readonly #view = new WebContentsView({ webPreferences: { sandbox: true, devTools: false } });
  /** What to call when a session's page asked for a file: those of pages, and of frames in processes of their own. */
  readonly #refusals = new Map<string, () => void>();
  readonly #pages = new Map<string, WebContents>();
  readonly #spend: Spend;
  readonly #lose: () => void;
  #isClosed = false;

  /** @param lose called when a page is there that nothing guards any more */
  constructor(spend: Spend, lose: () => void) {
    this.#spend = spend;
    this.#lose = lose;
    const { debugger: tool } = this.#view.webContents;
    tool.on('message', (_event, method, parameters, session) => this.#hear(method, parameters, session));
    tool.on('detach', () => this.#loseUnless(this.#isClosed));
    tool.attach();
  }

  /** Guards a page from now on; `refuse` is called when it asks for a file. Resolves when nothing can come before that. */
  async guard(contents: WebContents, refuse: () => void): Promise<void> {
    try {
      const { targetInfos } = await this.#ask('Target.getTargets', {});
      const target: unknown = targetInfos.find(
        ({ targetId }: { readonly targetId: string }) => webContents.fromDevToolsTargetId(targetId) === contents,
      );
      const { sessionId } = await this.#ask('Target.attachToTarget', {
        targetId: read(target, 'targetId'),
        flatten: true,
      });
      this.#pages.set(sessionId, contents);
      this.#watch(sessionId, refuse);
    } catch {
      this.#loseUnless(this.#isClosed || contents.isDestroyed());
    }
  }

  /** Once no page is left, or all are being ended. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // Not within an event of the debugger's: Electron crashes.
    await nextTurn();
    this.#view.webContents.close();
  }

  #hear(method: string, parameters: unknown, session: string): void {
    if (this.#isClosed) {
      // What else the pages have sent already is dropped. Within an event about sessions Electron crashes.
      if (method.startsWith('Page.')) this.#view.webContents.debugger.detach();
      return;
    }
    const refuse = this.#refusals.get(session);
    // A page has ways to send them that nothing else counts.
    if (session !== '') this.#spend(COST.request, charactersIn(parameters));
    if (method === 'Target.attachedToTarget' && refuse !== undefined)
      this.#watch(read(parameters, 'sessionId'), refuse);
    if (method === 'Target.detachedFromTarget') {
      const gone = read(parameters, 'sessionId');
      this.#refusals.delete(gone);
      void this.#expectEnd(this.#pages.get(gone));
    }
    if (method !== 'Page.fileChooserOpened') return;
    this.#spend(COST.act);
    refuse?.();
  }

  /** To be called within the event that tells of a frame: then its process hears of this before it has the frame's page. */
  #watch(session: string, refuse: () => void): void {
    this.#refusals.set(session, refuse);
    const orders = [
      // Without it the next one has no effect.
      this.#ask('Page.enable', {}, session),
      this.#ask('Page.setInterceptFileChooserDialog', { enabled: true }, session),
      this.#ask(
        'Target.setAutoAttach',
        { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter: FRAMES },
        session,
      ),
    ];
    Promise.all(orders).catch(() => this.#loseUnless(this.#isClosed || !this.#refusals.has(session)));
  }

  /** A page whose session has ended must have ended too. */
  async #expectEnd(page: WebContents | undefined): Promise<void> {
    await nextTurn();
    this.#loseUnless(this.#isClosed || page === undefined || page.isDestroyed());
  }

  #ask(method: string, parameters: object, session?: string) {
    return this.#view.webContents.debugger.sendCommand(method, parameters, session);
  }

  #loseUnless(isGuarded: boolean): void {
    if (!isGuarded) this.#lose();
  }
}

/** A text in what the debugger told. */
function read(told: unknown, key: string): string {
  return typeof told === 'object' && told !== null ? String(Reflect.get(told, key)) : '';
}

/** How many characters the texts have in what the debugger told: the page decides. */
function charactersIn(told: unknown): number {
  if (typeof told === 'string') return told.length;
  if (typeof told !== 'object' || told === null) return 0;
  return Object.values(told).reduce((sum: number, one) => sum + charactersIn(one), 0);
}
