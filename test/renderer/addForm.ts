import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect } from 'vitest';

/** The main button of the form's second step, whichever kind of app it is for. */
export const CONNECT = /^(?:Connect|Sign in to Fyle)\b/;

/** Chooses what Fyle showed, and waits until the form can be sent. */
export async function chooseKind(person: UserEvent, kind: 'internal' | 'oauth' = 'oauth'): Promise<void> {
  const name = kind === 'internal' ? /^A refresh token/ : /^Only a client ID/;
  await person.click(await screen.findByRole('button', { name }));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: CONNECT }).disabled).toBe(false));
}

/** Goes back and chooses the other kind. */
export async function switchKind(person: UserEvent, kind: 'internal' | 'oauth'): Promise<void> {
  await person.click(screen.getByRole('button', { name: 'Back' }));
  await chooseKind(person, kind);
}

/** Unfolds the choice of the preset and, if wanted, the addresses. */
export async function unfoldAddresses(person: UserEvent, areOwn: 'own' | 'presets' = 'own'): Promise<void> {
  await person.click(screen.getByRole('button', { name: /^Which Fyle address/ }));
  if (areOwn === 'own') await person.click(screen.getByRole('button', { name: 'Addresses' }));
}
