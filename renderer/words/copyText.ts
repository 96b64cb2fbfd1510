import { COPY_FORMATS, type CopyFormat } from '../../preload/shared/copyFormats.ts';
import { text } from './text.ts';

/** How a form of the token is called: on the main button, in its menu with a line of help, and after a name. */
interface CopyFormatText {
  readonly button: string;
  readonly title: string;
  readonly help: string;
  /** Follows a connection's name: `Acme Ltd for Excel copied`; empty for the token itself. */
  readonly as: string;
}

/** The words for a form of the token. */
export function copyFormatText(format: CopyFormat): CopyFormatText {
  const kind = kindOf(format);
  return {
    button: text(`copy.${kind}.button`),
    title: text(`copy.${format}.title`),
    help: text(`copy.${format === 'environment-cmd' ? format : kind}.help`),
    as: kind === 'token' ? '' : text(`copy.${kind}.as`),
  };
}

/** How a copy in this form is told after a connection's name, `for Excel`; empty for a form that only another version knows. */
export function copiedAsText(format: string): string {
  const known = COPY_FORMATS.find((one) => one === format);
  return known === undefined ? '' : copyFormatText(known).as;
}

/** The forms of one kind differ only by the shell that they are for. */
function kindOf(format: CopyFormat) {
  switch (format) {
    case 'curl-powershell':
    case 'curl-cmd':
      return 'curl';
    case 'environment-powershell':
    case 'environment-cmd':
      return 'environment';
    case 'token':
    case 'header':
    case 'power-query':
    case 'curl':
    case 'environment':
    case 'postman':
      return format;
  }
}
