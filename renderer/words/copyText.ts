import type { CopyFormat } from '../../preload/shared/copyFormats.ts';

/** How a form of the token is called: on the main button, in its menu with a line of help, and after a name. */
interface CopyFormatText {
  readonly button: string;
  readonly title: string;
  readonly help: string;
  /** Follows a connection's name: `Acme Ltd for Excel copied`; empty for the token itself. */
  readonly as: string;
}

const TEXTS: Readonly<Record<CopyFormat, CopyFormatText>> = {
  token: { button: 'Copy token', title: 'Token', help: 'The token alone, as Fyle gave it', as: '' },
  header: {
    button: 'Copy header',
    title: 'Authorization header',
    help: 'The line that a program sends with each request',
    as: 'as a header',
  },
  'power-query': {
    button: 'Copy for Excel',
    title: 'For Excel (Power Query)',
    help: 'A query for Excel’s Advanced Editor',
    as: 'for Excel',
  },
  curl: { ...curl('curl command'), help: 'Asks Fyle who you are; ready to run' },
  'curl-powershell': { ...curl('curl command for PowerShell'), help: 'Asks Fyle who you are; ready to run' },
  'curl-cmd': { ...curl('curl command for Command Prompt'), help: 'Asks Fyle who you are; ready to run' },
  environment: { ...variable('Environment variable'), help: 'FYLE_ACCESS_TOKEN, one line for a script' },
  'environment-powershell': {
    ...variable('Environment variable for PowerShell'),
    help: 'FYLE_ACCESS_TOKEN, one line for a script',
  },
  'environment-cmd': {
    ...variable('Environment variable for Command Prompt'),
    help: 'FYLE_ACCESS_TOKEN, one line for a batch file',
  },
  postman: {
    button: 'Copy for Postman',
    title: 'For Postman',
    help: 'A collection; paste it under Import',
    as: 'for Postman',
  },
};

/** The words for a form of the token. */
export function copyFormatText(format: CopyFormat): CopyFormatText {
  return TEXTS[format];
}

/** How a copy in this form is told after a connection's name, `for Excel`; empty for a form that only another version knows. */
export function copiedAsText(format: string): string {
  return Object.entries(TEXTS).find(([known]) => known === format)?.[1].as ?? '';
}

/** Stands in place of a form's help while the API address is not known. */
export const NEEDS_API_ADDRESS = 'Once the API address is known';

function curl(title: string) {
  return { button: 'Copy curl command', title, as: 'as a curl command' };
}

function variable(title: string) {
  return { button: 'Copy variable', title, as: 'as an environment variable' };
}
