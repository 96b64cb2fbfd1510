import { ArrowLeft } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from '../parts/classNames.ts';
import { IconButton } from '../parts/controls/IconButton.tsx';
import { text } from '../words/text.ts';
import styles from './SettingsNavigation.module.css';
import { type SectionId, sections } from './sections.ts';

interface SettingsNavigationProps {
  readonly current: SectionId;
  readonly onChoose: (id: SectionId) => void;
  readonly onBack: () => void;
}

/** The way back, and the sections of the screen: Tab or the arrows go through them. */
export function SettingsNavigation({ current, onChoose, onBack }: SettingsNavigationProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = buttons[at + by];
    if (by === 0 || at < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <nav className={styles.navigation} aria-label={text('act.settings')}>
      <div className={styles.head}>
        <IconButton icon={ArrowLeft} label={text('act.back')} onPress={onBack} />
        <h1 className={styles.title}>{text('act.settings')}</h1>
      </div>
      <ul ref={list} className={styles.list} onKeyDown={onKeyDown}>
        {sections.map(({ id, icon: Icon }) => (
          <li key={id} title={text(`settings.section.${id}`)}>
            <AriaButton
              className={classNames(styles.item, id === current && styles.current)}
              {...(id === current && { 'aria-current': 'true' })}
              onPress={() => onChoose(id)}
            >
              <Icon size={18} aria-hidden="true" />
              <span className={styles.unfolded}>{text(`settings.section.${id}`)}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
