import type { Codes } from './codes.ts';

/** The one person of the practice organisation, whose tokens these are. */
export interface PracticePerson {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  /** The person's membership in the organisation. */
  readonly orgUserId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationDomain: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Fyle's words, `ADMIN`. */
  readonly roles: readonly string[];
}

/** An app registered with the practice organisation; an internal app has no redirect URI. */
export interface PracticeApp {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
}

/**
 * Something gone wrong at the provider: the person was disabled (403), the app deleted (404), every refresh token
 * ended (401), or the whole API fails (500).
 */
export type Trouble = 'user-disabled' | 'app-deleted' | 'sign-in-ended' | 'failing';

/** What the endpoints know. `now` gives Unix ms; `origin` is the server's own address, also the cluster's. */
export interface Organisation {
  readonly origin: string;
  readonly person: PracticePerson;
  readonly apps: { readonly oauth: PracticeApp; readonly internal: PracticeApp };
  readonly codes: Codes;
  readonly now: () => number;
  readonly trouble: () => Trouble | undefined;
}

/** Whom the tokens belong to when nothing else is asked for. */
export const DEFAULT_PERSON: PracticePerson = {
  userId: 'usPractice01',
  userName: 'Pat Example',
  email: 'pat@practice.example',
  orgUserId: 'ouPractice01',
  organisationId: 'orPractice01',
  organisationName: 'Practice organisation',
  organisationDomain: 'practice.example',
  currency: 'EUR',
  roles: ['FYLER', 'ADMIN'],
};

/**
 * Where the consent page sends its answer when nothing else is asked for. Nothing listens there: the sign-in window
 * catches the redirect before it is sent. It does not follow the server's port, so that a stored connection keeps it.
 */
export const DEFAULT_REDIRECT_URI = 'http://localhost:17171/practice/callback';

/**
 * The two registered apps. Their secrets stand here in the open, and no harm is done: they open nothing but this
 * server, which holds one invented person. They are fixed because a stored grant must be good after a restart.
 */
export function practiceApps(redirectUris: readonly string[]): Organisation['apps'] {
  return {
    oauth: {
      id: 'tpaPracticeOAuth2',
      name: 'Token Desk (practice)',
      secret: 'practice-oauth-secret-of-no-worth',
      redirectUris,
    },
    internal: {
      id: 'tpaPracticeInternal',
      name: 'Token Desk (practice, internal)',
      secret: 'practice-internal-secret-of-no-worth',
      redirectUris: [],
    },
  };
}

/** The app with this client ID; `undefined` when there is none, or when the app counts as deleted. */
export function findApp(organisation: Organisation, clientId: string): PracticeApp | undefined {
  if (organisation.trouble() === 'app-deleted') return undefined;
  return Object.values(organisation.apps).find((app) => app.id === clientId);
}
