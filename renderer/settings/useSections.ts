import { type RefObject, useRef, useState } from 'react';
import { type SectionId, sectionAt, sections } from './sections.ts';

/** The section's own element on the page. */
export function sectionElementId(id: SectionId): string {
  return `settings-${id}`;
}

/** Follows which section is read, and goes to another. `page` is what scrolls. */
export function useSections(page: RefObject<HTMLElement | null>) {
  const [current, setCurrent] = useState<SectionId>('general');
  // A short section at the end cannot be scrolled to the top: the one that was chosen counts until the person scrolls.
  const isChosen = useRef(false);

  const onScroll = (): void => {
    const { current: scrolled } = page;
    if (scrolled === null || isChosen.current) return;
    const from = scrolled.getBoundingClientRect().top - scrolled.scrollTop;
    const places = sections.flatMap(({ id }) => {
      const element = document.getElementById(sectionElementId(id));
      return element === null ? [] : [{ id, top: element.getBoundingClientRect().top - from }];
    });
    setCurrent(sectionAt(places, scrolled.scrollTop, scrolled.clientHeight, scrolled.scrollHeight));
  };
  const choose = (id: SectionId): void => {
    isChosen.current = true;
    setCurrent(id);
    const element = document.getElementById(sectionElementId(id));
    element?.scrollIntoView({ block: 'start' });
    element?.querySelector('h2')?.focus({ preventScroll: true });
  };
  const onPersonScrolls = (): void => {
    isChosen.current = false;
  };
  return { current, choose, onScroll, onPersonScrolls };
}
