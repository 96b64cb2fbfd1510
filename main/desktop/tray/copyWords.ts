import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';

/** How a form of the token is called in the tray: in a menu, and after a name; the window has the same words. */
interface CopyWords {
  readonly title: string;
  /** Empty for the token itself. */
  readonly as: string;
}

const CURL = 'as a curl command';
const VARIABLE = 'as an environment variable';

/** The words for each form. */
export const COPY_WORDS: Readonly<Record<CopyFormat, CopyWords>> = {
  token: { title: 'Token', as: '' },
  header: { title: 'Authorization header', as: 'as a header' },
  'power-query': { title: 'For Excel (Power Query)', as: 'for Excel' },
  curl: { title: 'curl command', as: CURL },
  'curl-powershell': { title: 'curl command for PowerShell', as: CURL },
  'curl-cmd': { title: 'curl command for Command Prompt', as: CURL },
  environment: { title: 'Environment variable', as: VARIABLE },
  'environment-powershell': { title: 'Environment variable for PowerShell', as: VARIABLE },
  'environment-cmd': { title: 'Environment variable for Command Prompt', as: VARIABLE },
  postman: { title: 'For Postman', as: 'for Postman' },
};
