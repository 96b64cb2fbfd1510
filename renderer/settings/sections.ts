import { Bell, Copy, Info, type LucideIcon, Monitor, Shield } from 'lucide-react';
import type { DeskSettings } from '../../preload/settings.ts';

/** The parts of the Settings screen, from its top. */
export const sections = [
  { id: 'general', icon: Monitor },
  { id: 'copying', icon: Copy },
  { id: 'notices', icon: Bell },
  { id: 'security', icon: Shield },
  { id: 'about', icon: Info },
] as const satisfies readonly { readonly id: string; readonly icon: LucideIcon }[];

export type SectionId = (typeof sections)[number]['id'];

/** What a section shows and changes. */
export interface SectionProps {
  readonly settings: DeskSettings;
  readonly change: (change: Partial<DeskSettings>) => void;
}

/** A section's place on the page, pixels from its top. */
interface Place {
  readonly id: SectionId;
  readonly top: number;
}

/**
 * The section that is read at this moment. The line that is looked at moves down with the page, so that the first and the
 * last section are reached however short they are.
 */
export function sectionAt(places: readonly Place[], scrollTop: number, height: number, pageHeight: number): SectionId {
  const most = pageHeight - height;
  const line = most > 0 ? scrollTop + height * Math.min(1, scrollTop / most) : 0;
  return places.findLast(({ top }) => top <= line)?.id ?? sections[0].id;
}
