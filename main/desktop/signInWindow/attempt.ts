import type { WebContents } from 'electron';
import type { BarState } from '../../../preload/barContract.ts';
import type { UserAgentFailure } from '../../../preload/failure.ts';
import type { AuthorizationRequest, Redirect } from '../../oauth/authorization.ts';
import type { Result } from '../../result.ts';
import type { FileDialogGuard } from '../foreignPage/fileDialogs.ts';
import type { Spend } from '../foreignPage/pageBudget.ts';
import type { PageSpaces } from '../foreignPage/pageSpaces.ts';

/** What the bar says a page was refused. */
export type RefusedAction = NonNullable<BarState['refused']>;

/** A page of a sign-in, in its first window or in a further one. */
export interface AttemptPage {
  readonly contents: WebContents;
  /** Says in the page's bar what the page was refused. */
  readonly refuse: (what: RefusedAction) => void;
  /** False while the person has not allowed the page's window: it may hold nothing of the network then. */
  readonly isAllowed: Promise<boolean>;
}

/** The last answer to a page's own request: the schemes are those of `WWW-Authenticate`, in lower case. */
export interface PageAnswer {
  readonly url: string;
  readonly status: number;
  readonly schemes: readonly string[];
}

/** One sign-in. Only its first `end` counts. */
export interface SignInAttempt {
  readonly request: AuthorizationRequest;
  readonly end: (outcome: Result<Redirect, UserAgentFailure>) => void;
  /** Its pages, by the id of their contents. */
  readonly pages: Map<number, AttemptPage>;
  /** What the servers answered to its pages, by the same id. */
  readonly answers: Map<number, PageAnswer>;
  readonly spaces: PageSpaces;
  readonly dialogs: FileDialogGuard;
  /** Counts what its pages do; too much ends it. */
  readonly spend: Spend;
}
