import type { BrowserSignIn } from '../../../preload/connection.ts';
import type { PastedRedirectFailure } from '../../../preload/failure.ts';
import type { Redirect } from '../../oauth/authorization.ts';
import { readPastedRedirect } from '../../oauth/pastedRedirect.ts';
import { fail, ok, type Result } from '../../result.ts';
import { cleanAddress } from '../form/addressCleanup.ts';
import type { Browser, BrowserState, IdleTime, SignInPage, UserAgent } from '../model/ports.ts';

interface World {
  readonly userAgent: UserAgent;
  readonly browser: Browser;
}

/** Where the consent page is; `state` is absent until the browser was asked to open it. */
type Place = { readonly in: 'window'; readonly move: () => void } | InBrowser;

interface InBrowser {
  readonly in: 'browser';
  readonly page: SignInPage;
  readonly idle: IdleTime;
  readonly take: (redirect: Redirect) => void;
  readonly state?: BrowserState;
}

/**
 * Shows a consent page in the sign-in window, and at the person's wish goes on in the person's own browser: the same
 * attempt with the same `state`. There a redirect that nothing on this computer receives is pasted.
 */
export class UserAgents {
  readonly #world: World;
  readonly #onChange: () => void;
  #place: Place | undefined;

  /** @param onChange called when `place` has changed */
  constructor(world: World, onChange: () => void) {
    this.#world = world;
    this.#onChange = onChange;
  }

  /** Where the consent page is now, as the page of the app is told; undefined when there is none. */
  get shown(): { readonly window: boolean; readonly browser?: BrowserSignIn } | undefined {
    if (this.#place?.in !== 'browser') return this.#place && { window: true };
    const { state, page } = this.#place;
    return { window: false, ...(state && { browser: { ...state, redirectUri: page.redirectUri } }) };
  }

  /** The address of the page that is open in the person's own browser. */
  get address(): string | undefined {
    return this.#place?.in === 'browser' ? this.#place.page.url : undefined;
  }

  /** @see UserAgent.authorize */
  async authorize(
    page: Omit<SignInPage, 'openInBrowser'>,
    signal: AbortSignal,
    idle: IdleTime,
  ): ReturnType<UserAgent['authorize']> {
    const leave = new AbortController();
    const openInBrowser = () => leave.abort();
    const inWindow = { ...page, openInBrowser };
    this.#move({ in: 'window', move: openInBrowser });
    try {
      const shown = await this.#world.userAgent.authorize(inWindow, AbortSignal.any([signal, leave.signal]), idle);
      if (shown.ok || signal.aborted || !leave.signal.aborted) return shown;
      return await this.#inBrowser(inWindow, signal, idle);
    } finally {
      this.#move(undefined);
    }
  }

  /** Brings the sign-in window to the front, or opens the browser's page once more. */
  focus(): void {
    if (this.#place?.in === 'browser') {
      this.#place.idle.restart();
      this.#world.browser.open();
    } else this.#world.userAgent.focus();
  }

  /** Goes on in the person's own browser, if the page is in the sign-in window. */
  openInBrowser(): void {
    if (this.#place?.in === 'window') this.#place.move();
  }

  /** Ends the page in the browser with the address where that ended up. A wrong address is refused, and ends nothing. */
  paste(typed: string): Result<undefined, PastedRedirectFailure> {
    if (this.#place?.in !== 'browser') return fail({ code: 'sign-in-timed-out' });
    const { page, idle, take } = this.#place;
    idle.restart();
    // As it is first: what ends it may be a part of the code.
    const asTyped = readPastedRedirect(page, typed.trim());
    const redirect = asTyped.ok ? asTyped : readPastedRedirect(page, cleanAddress(typed));
    if (!redirect.ok) return redirect;
    take(redirect.value);
    return ok(undefined);
  }

  async #inBrowser(page: SignInPage, signal: AbortSignal, idle: IdleTime): ReturnType<UserAgent['authorize']> {
    const end = new AbortController();
    const pasted = new Promise<Redirect>((take) => {
      this.#move({ in: 'browser', page, idle, take });
    });
    const show = (state: BrowserState) => {
      if (this.#place?.in === 'browser') this.#move({ ...this.#place, state });
    };
    const caught = this.#world.browser.authorize(page, AbortSignal.any([signal, end.signal]), show);
    const first = await Promise.race([caught, pasted.then((redirect) => ok(redirect))]);
    end.abort();
    return first;
  }

  #move(place: Place | undefined): void {
    this.#place = place;
    this.#onChange();
  }
}
