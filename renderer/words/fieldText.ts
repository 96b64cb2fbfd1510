import type { Field, FieldFault } from '../../preload/failure.ts';

/** A field's label. */
export function fieldLabel(field: Field): string {
  switch (field) {
    case 'name':
      return 'Name';
    case 'clientId':
      return 'Client ID';
    case 'clientSecret':
      return 'Client secret';
    case 'refreshToken':
      return 'Refresh token';
    case 'redirectUri':
      return 'Redirect URI';
    case 'authorization':
      return 'Sign-in page';
    case 'token':
      return 'Token address';
    case 'cluster':
      return 'Cluster address';
  }
}

function missing(field: Field): string {
  switch (field) {
    case 'name':
      return 'Enter a name, for example your organisation’s.';
    case 'clientId':
      return 'Paste the client ID from Fyle.';
    case 'clientSecret':
      return 'Paste the client secret from Fyle.';
    case 'refreshToken':
      return 'Paste the refresh token from Fyle.';
    case 'redirectUri':
      return 'Enter the redirect URI that is registered in Fyle.';
    case 'authorization':
    case 'token':
    case 'cluster':
      return 'Enter an address.';
  }
}

/** Where to find the right value for a field that holds the client ID; empty for a field that is no secret. */
function whereElse(field: Field): string {
  if (field === 'clientSecret') return ' The secret is shown only once, when the app is created.';
  return field === 'refreshToken' ? ' Fyle shows the refresh token together with it.' : '';
}

/** What is wrong with a field, in one or two sentences. */
export function fieldText(field: Field, fault: FieldFault): string {
  switch (fault) {
    case 'missing':
      return missing(field);
    case 'too-long':
      return 'This is too long. Was more than one value pasted?';
    case 'has-gap':
      return 'There is a space inside. Copy the whole value again.';
    case 'has-odd-characters':
      return 'Some of these characters do not belong here. Copy the value again.';
    case 'has-a-label':
      return 'This includes the name of another value. Paste this value alone.';
    case 'is-masked':
      return 'These are only the dots that hide the value. Show it in Fyle, then copy it.';
    case 'is-an-email':
      return 'This is an e-mail address. Fyle shows this value when the app is created.';
    case 'is-a-web-address':
      return 'This is a web address. Fyle shows this value when the app is created.';
    case 'is-the-client-id':
      return `This is the client ID again.${whereElse(field)}`;
    case 'is-the-client-secret':
      return 'This is the client secret again.';
    case 'looks-like-a-client-id':
      return 'This looks like a client ID. Client IDs begin with “tpa”.';
    case 'looks-like-a-token':
      return 'This looks like a token. It belongs in another field.';
    case 'not-an-address':
      return 'This is not a full address. Addresses begin with https:// and contain no spaces.';
    case 'lacks-scheme':
      return 'The beginning is missing. Put https:// before it, or http:// for an address on this computer.';
    case 'needs-https':
      return 'The address must begin with https://';
    case 'has-fragment':
      return 'Remove the # and everything after it.';
    case 'has-password':
      return 'This address contains a user name or password. Remove it.';
    case 'has-answer-parameters':
      return 'Remove everything after the question mark; Fyle adds its answer there.';
    case 'scheme-not-allowed':
      return 'Addresses of this kind cannot be used. Use one that begins with https:// or http://localhost.';
  }
}
