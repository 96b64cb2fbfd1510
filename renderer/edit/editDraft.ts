import type { ConnectionState } from '../../preload/connection.ts';
import type { Colour, ConnectionChanges, Endpoints } from '../../preload/form.ts';
import { type DraftValues, storedDraft } from '../add/draft.ts';
import { addressFields } from '../words/form/fieldText.ts';

/** The form's values as typed; without a colour the organisation's stays. */
export interface EditValues extends DraftValues {
  readonly colour: Colour | undefined;
}

/** The form as it opens. */
export function editDraft(connection: ConnectionState): EditValues {
  return { ...storedDraft(connection), colour: connection.colour };
}

/** What the person has changed, as main takes it. */
export function readChanges(values: EditValues, connection: ConnectionState): ConnectionChanges {
  const before = editDraft(connection);
  const { name, colour, clientId, redirectUri, supportsPkce, clientSecret, refreshToken } = values;
  const isElsewhere = addressFields.some((field) => values[field] !== before[field]);
  const { authorization, token, cluster } = values;
  const endpoints: Endpoints = { authorization, token, cluster };
  return {
    ...(name !== before.name && { name }),
    ...(colour !== before.colour && colour !== undefined && { colour }),
    ...(clientId !== before.clientId && { clientId }),
    ...(redirectUri !== before.redirectUri && { redirectUri }),
    ...(supportsPkce !== before.supportsPkce && { supportsPkce }),
    ...(isElsewhere && { endpoints }),
    ...(clientSecret !== '' && { clientSecret }),
    ...(refreshToken !== '' && { refreshToken }),
  };
}

/** Whether the stored sign-in ends with these changes, because it was given for another client or address. */
export function endsSignIn({ clientId, endpoints }: ConnectionChanges): boolean {
  return clientId !== undefined || endpoints !== undefined;
}

/** Whether the provider is asked about these changes. */
export function asksProvider(changes: ConnectionChanges): boolean {
  return endsSignIn(changes) || changes.clientSecret !== undefined || changes.refreshToken !== undefined;
}
