import type { Bridge, DeskState } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { Banner } from '../parts/Banner.tsx';
import { Button } from '../parts/Button.tsx';
import { pausedText } from '../words/modeText.ts';
import { text } from '../words/text.ts';
import styles from './Modes.module.css';

interface ModesProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
}

/** What a person has switched on for a while, each with the button that ends it. */
export function Modes({ bridge, desk }: ModesProps) {
  return (
    <section aria-label={text('mode.label')} aria-live="polite" className={styles.modes}>
      {desk.presenting === true && (
        <Banner text={text('mode.presenting')} look="plain">
          <Button onPress={() => void settle(bridge.present(false))}>{text('mode.stopPresenting')}</Button>
        </Banner>
      )}
      {desk.pausedUntil !== undefined && (
        <Banner text={pausedText(desk.pausedUntil)} look="plain">
          <Button onPress={() => void settle(bridge.endPause())}>{text('mode.continue')}</Button>
        </Banner>
      )}
    </section>
  );
}
