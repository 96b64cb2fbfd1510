import { charactersOf } from '../../preload/shared/names.ts';

const plain: Readonly<Record<string, string>> = {
  FYLER: 'Spender',
  APPROVER: 'Approver',
  ACCOUNTANT: 'Accountant',
  ADMIN: 'Admin',
  OWNER: 'Owner',
  HOD: 'Head of department',
  HOP: 'Head of project',
  FINANCE: 'Finance',
  VERIFIER: 'Verifier',
  AUDITOR: 'Auditor',
  PAYMENT_PROCESSOR: 'Payment processor',
  TRAVEL_ADMIN: 'Travel admin',
  TRAVEL_AGENT: 'Travel agent',
};

/** Fyle's role in plain words: `FYLER` is `Spender`; an unknown `NEW_ROLE` becomes `New role`. Source: docs/fyle.md "The first call". */
export function roleText(role: string): string {
  const known = Object.hasOwn(plain, role) ? plain[role] : undefined;
  if (known !== undefined) return known;
  const words = role.replaceAll('_', ' ').toLowerCase().trim();
  const [first = '', ...rest] = charactersOf(words);
  return first.toUpperCase() + rest.join('');
}
