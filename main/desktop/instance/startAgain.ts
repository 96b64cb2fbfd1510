import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { App } from 'electron';
import { orUndefined } from '../../result.ts';

/** The mode bit of a file that everybody may write. A person's own group is often theirs alone, and may. */
const WRITTEN_BY_ALL = 0o002;

/** Starts the app once more when this process has ended, with its own arguments and `more`. */
export function startAgain(app: Pick<App, 'relaunch'>, more: readonly string[] = []): void {
  const image = appImage(process.env, process.execPath);
  const isPlain = image === undefined && more.length === 0;
  if (isPlain) app.relaunch();
  else app.relaunch({ args: [...process.argv.slice(1), ...more], ...(image !== undefined && { execPath: image }) });
}

/**
 * The AppImage that this program runs from, if any: what lies inside is gone once the image is unmounted. Programs that an
 * AppImage starts inherit its variables, so this one must lie in it; and a file that everybody may change is not started.
 * Whoever sets these variables could as well start that file himself.
 * @param program its path
 * @see https://docs.appimage.org/packaging-guide/environment-variables.html
 */
export function appImage({ APPIMAGE = '', APPDIR = '' }: NodeJS.ProcessEnv, program: string): string | undefined {
  if (!isAbsolute(APPIMAGE) || !isAbsolute(APPDIR) || !program.startsWith(`${APPDIR}/`)) return undefined;
  return orUndefined(() => {
    const { mode, uid } = statSync(APPIMAGE);
    const isOwn = uid === process.getuid?.() || uid === 0;
    accessSync(APPIMAGE, constants.X_OK);
    const isFile = (mode & constants.S_IFMT) === constants.S_IFREG;
    return isFile && isOwn && (mode & WRITTEN_BY_ALL) === 0 ? APPIMAGE : undefined;
  });
}
