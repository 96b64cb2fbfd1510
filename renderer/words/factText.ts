import type { Fact } from '../../preload/connection.ts';

/** How a fact about a connection is called, and the button that copies it. */
export interface FactName {
  readonly title: string;
  readonly copy: string;
}

const NAMES: Readonly<Record<Fact | 'kind', FactName>> = {
  organisation: { title: 'Organisation', copy: 'Copy organisation' },
  'organisation-id': { title: 'Organisation ID', copy: 'Copy organisation ID' },
  kind: { title: 'Kind', copy: '' },
  'api-address': { title: 'API address', copy: 'Copy API address' },
  'client-id': { title: 'Client ID', copy: 'Copy client ID' },
  'user-id': { title: 'User ID', copy: 'Copy user ID' },
};

/** The words for a fact. */
export function factText(fact: Fact | 'kind'): FactName {
  return NAMES[fact];
}

/** What came of copying a fact, for screen readers. */
export function factCopiedText(fact: Fact, isDone: boolean): string {
  const { title } = NAMES[fact];
  return isDone ? `${title} copied` : `${title} was not copied`;
}
