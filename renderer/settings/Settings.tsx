import { Trash2 } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { About } from '../../preload/about.ts';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { DeskSettings } from '../../preload/settings.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { notKeptText } from '../words/settings/settingsText.ts';
import { text } from '../words/text.ts';
import { AboutSection } from './AboutSection.tsx';
import { CopyingSection } from './CopyingSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { Licences } from './Licences.tsx';
import { News } from './News.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import styles from './Settings.module.css';
import { SettingsNavigation } from './SettingsNavigation.tsx';
import { useSections } from './useSections.ts';

interface SettingsProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  readonly onUsePassphrase: () => void;
  readonly passphraseButton: Ref<HTMLButtonElement>;
  readonly onForget: () => void;
  readonly forgetButton: Ref<HTMLButtonElement>;
  readonly onBack: () => void;
}

/** What a person chooses for the whole app; each choice acts at once. */
export function Settings({
  bridge,
  desk,
  onUsePassphrase,
  passphraseButton,
  onForget,
  forgetButton,
  onBack,
}: SettingsProps) {
  const page = useRef<HTMLElement>(null);
  const { current, choose, onScroll, onPersonScrolls } = useSections(page);
  const [notKept, setNotKept] = useState<string>();
  // Shown before main has taken it, so that a switch follows the hand.
  const [asked, setAsked] = useState<Partial<DeskSettings>>({});
  const { settings } = desk;
  const [about, setAbout] = useState<About>();
  const [subPage, setSubPage] = useState<'licences' | 'news'>();
  const subPageButtons = { licences: useRef<HTMLButtonElement>(null), news: useRef<HTMLButtonElement>(null) };
  useEffect(() => {
    void settle(bridge.about()).then((reply) => reply.ok && setAbout(reply.value));
  }, [bridge]);
  const closeSubPage = (): void => {
    flushSync(() => setSubPage(undefined));
    if (subPage !== undefined) subPageButtons[subPage].current?.focus();
  };
  const back = subPage === undefined ? onBack : closeSubPage;
  const change = async (wish: Partial<DeskSettings>): Promise<void> => {
    setAsked((earlier) => ({ ...earlier, ...wish }));
    const reply = await settle(bridge.changeSettings(wish));
    setAsked((now) => withoutAnswered(now, wish));
    const isAnswered = reply.ok || reply.failure.code === 'not-confirmed';
    setNotKept(isAnswered ? undefined : notKeptText(reply.failure, wish.startsAtLogin !== undefined));
  };
  const shown = { settings: { ...settings, ...asked }, change: (wish: Partial<DeskSettings>) => void change(wish) };
  const onEscape = ({ key, defaultPrevented }: { readonly key: string; readonly defaultPrevented: boolean }): void => {
    if (key === 'Escape' && !defaultPrevented) back();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the screen, wherever the focus is in it.
    <div className={styles.settings} onKeyDown={onEscape}>
      <SettingsNavigation
        current={current}
        onChoose={(id) => {
          flushSync(() => setSubPage(undefined));
          choose(id);
        }}
        onBack={back}
      />
      <main
        ref={page}
        className={`page ${styles.page}`}
        onScroll={onScroll}
        onWheel={onPersonScrolls}
        onPointerDown={onPersonScrolls}
        onKeyDown={onPersonScrolls}
      >
        <div className={styles.column}>
          {subPage === 'news' && <News news={about?.news ?? ''} onBack={closeSubPage} />}
          {subPage === 'licences' && about !== undefined && <Licences {...about} onBack={closeSubPage} />}
          {subPage === undefined && (
            <>
              <div aria-live="polite" className={styles.told}>
                {notKept !== undefined && <p className={styles.notKept}>{notKept}</p>}
              </div>
              <GeneralSection {...shown} />
              <CopyingSection {...shown} formats={desk.copyFormats} />
              <NoticesSection {...shown} />
              <SecuritySection
                bridge={bridge}
                desk={{ ...desk, settings: shown.settings }}
                change={shown.change}
                onUsePassphrase={onUsePassphrase}
                passphraseButton={passphraseButton}
              />
              <AboutSection
                about={about}
                onShow={setSubPage}
                licencesButton={subPageButtons.licences}
                newsButton={subPageButtons.news}
              />
              <div className={styles.end}>
                <Button ref={forgetButton} look="quiet" onPress={onForget}>
                  <Trash2 size={16} aria-hidden="true" />
                  {text('settings.forget')}
                </Button>
              </div>
            </>
          )}
        </div>
      </main>
    </div>
  );
}

/** What is still asked for when `wish` is answered: the same setting may have been changed again meanwhile. */
function withoutAnswered(asked: Partial<DeskSettings>, wish: Partial<DeskSettings>): Partial<DeskSettings> {
  const answered = new Map<string, unknown>(Object.entries(wish));
  return Object.fromEntries(Object.entries(asked).filter(([name, value]) => answered.get(name) !== value));
}
