import { app } from 'electron';
import { canReadClipboard } from '../../main/desktop/foreignPage/clipboardProbe.ts';
import { pagePreferences } from '../../main/desktop/signInWindow/window.ts';
import { denyByDefault } from '../../main/desktop/window/navigation.ts';

// Ends with 0 when a sign-in page reads no clipboard in this Electron, and with 1 when it could.

denyByDefault();
// As in an Electron that does not know how to close it.
if (process.argv.includes('--open-clipboard')) app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=true');
app.whenReady().then(async () => app.exit((await canReadClipboard(pagePreferences())) ? 1 : 0));
