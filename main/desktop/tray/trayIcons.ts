import { type NativeImage, nativeImage } from 'electron';
import attention from '../icons/tray/trayAttention1x.png?asset';
import attentionLarge from '../icons/tray/trayAttention2x.png?asset';
import fine from '../icons/tray/trayFine1x.png?asset';
import fineLarge from '../icons/tray/trayFine2x.png?asset';
import offline from '../icons/tray/trayOffline1x.png?asset';
import offlineLarge from '../icons/tray/trayOffline2x.png?asset';
import paused from '../icons/tray/trayPaused1x.png?asset';
import pausedLarge from '../icons/tray/trayPaused2x.png?asset';
import blackAttention from '../icons/tray/trayTemplateAttention1x.png?asset';
import blackAttentionLarge from '../icons/tray/trayTemplateAttention2x.png?asset';
import blackFine from '../icons/tray/trayTemplateFine1x.png?asset';
import blackFineLarge from '../icons/tray/trayTemplateFine2x.png?asset';
import blackOffline from '../icons/tray/trayTemplateOffline1x.png?asset';
import blackOfflineLarge from '../icons/tray/trayTemplateOffline2x.png?asset';
import blackPaused from '../icons/tray/trayTemplatePaused1x.png?asset';
import blackPausedLarge from '../icons/tray/trayTemplatePaused2x.png?asset';
import type { TrayState } from './trayView.ts';

/** A picture for ordinary screens, and one for those with twice as many pixels. */
type Sizes = readonly [ordinary: string, large: string];

const ON_TILE: Readonly<Record<TrayState, Sizes>> = {
  fine: [fine, fineLarge],
  attention: [attention, attentionLarge],
  offline: [offline, offlineLarge],
  paused: [paused, pausedLarge],
};
const IN_BLACK: Readonly<Record<TrayState, Sizes>> = {
  fine: [blackFine, blackFineLarge],
  attention: [blackAttention, blackAttentionLarge],
  offline: [blackOffline, blackOfflineLarge],
  paused: [blackPaused, blackPausedLarge],
};

/**
 * The icon of a state, drawn by `tools/trayIcons.mjs`: on a tile of its own, which suits light and dark panels, and on macOS
 * in black, of which the system makes its own colours. Electron finds the large one beside the ordinary one only under a
 * name that the build does not keep.
 */
export function trayIcon(state: TrayState): NativeImage {
  const isMac = process.platform === 'darwin';
  const [ordinary, large] = (isMac ? IN_BLACK : ON_TILE)[state];
  const image = nativeImage.createFromPath(ordinary);
  image.addRepresentation({ scaleFactor: 2, buffer: nativeImage.createFromPath(large).toPNG() });
  if (isMac) image.setTemplateImage(true);
  return image;
}
