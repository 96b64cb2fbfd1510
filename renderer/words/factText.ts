import type { Fact } from '../../preload/connection.ts';
import { text } from './text.ts';

/** How a fact about a connection is called. */
export function factText(fact: Fact | 'kind'): string {
  return text(`fact.${fact}`);
}

/** The button that copies it. */
export function copyFactText(fact: Fact): string {
  return text(`factCopy.${fact}`);
}

/** What came of copying a fact, for screen readers. */
export function factCopiedText(fact: Fact, isDone: boolean): string {
  return text(isDone ? 'facts.copied' : 'facts.notCopied', { fact: factText(fact) });
}
