import type { Codes } from './codes.ts';

/** The one person of the practice organisation; every token is theirs. */
export interface PracticePerson {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  /** The id of the person's membership in the organisation. */
  readonly orgUserId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationDomain: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Fyle's names, `ADMIN`. */
  readonly roles: readonly string[];
}

/** An app registered with the practice organisation; an internal app has no redirect URI. */
export interface PracticeApp {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
}

/** A problem at the provider, answered with 403, 404, 401 to every refresh token, or 500 to everything. */
export type Trouble = 'user-disabled' | 'app-deleted' | 'sign-in-ended' | 'failing';

/** What the endpoints work with. `now` gives Unix ms; `origin` is the server's, and the cluster's. */
export interface Organisation {
  readonly origin: string;
  readonly person: PracticePerson;
  readonly apps: { readonly oauth: PracticeApp; readonly internal: PracticeApp };
  readonly codes: Codes;
  /** Whether sign-ins need PKCE; otherwise its parameters are unknown, as at Fyle. */
  readonly demandsPkce: boolean;
  readonly now: () => number;
  readonly trouble: () => Trouble | undefined;
}

/** The person unless the options say otherwise. */
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

/** Nothing listens there: the sign-in window catches the redirect. The fixed port keeps a stored connection valid. */
export const DEFAULT_REDIRECT_URI = 'http://localhost:17171/practice/callback';

/** The two registered apps. Their secrets may be public; they are fixed, so that a stored grant outlives a restart. */
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

/** The app with this client id; `undefined` when there is none, or while apps count as deleted. */
export function findApp(organisation: Organisation, clientId: string): PracticeApp | undefined {
  if (organisation.trouble() === 'app-deleted') return undefined;
  return Object.values(organisation.apps).find((app) => app.id === clientId);
}
