import { charactersOf } from '../../preload/shared/names.ts';
import { text } from './text.ts';

const roles = [
  ...(['FYLER', 'APPROVER', 'ACCOUNTANT', 'ADMIN', 'OWNER', 'HOD', 'HOP', 'FINANCE', 'VERIFIER', 'AUDITOR'] as const),
  ...(['PAYMENT_PROCESSOR', 'TRAVEL_ADMIN', 'TRAVEL_AGENT'] as const),
];

/** Fyle's role in plain words: `FYLER` is `Spender`; an unknown `NEW_ROLE` becomes `New role`. Source: docs/fyle.md "The first call". */
export function roleText(role: string): string {
  const known = roles.find((one) => one === role);
  if (known !== undefined) return text(`role.${known}`);
  const words = role.replaceAll('_', ' ').toLowerCase().trim();
  const [first = '', ...rest] = charactersOf(words);
  return first.toUpperCase() + rest.join('');
}
