import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Zoom } from '../../../../main/desktop/settings/zoom.ts';
import type { TextSize } from '../../../../preload/settings.ts';

function shown(own: number, textSize: TextSize) {
  const page = Object.assign(new EventEmitter(), { zoomLevel: 0 });
  const zoom = new Zoom(own, textSize);
  zoom.attach(page as never);
  page.emit('did-navigate');
  return { page, zoom };
}

describe('the zoom of the window', () => {
  it.each([
    [0, 'normal', 0],
    [0, 'small', -0.5],
    [0, 'large', 1],
    [-1.5, 'large', -0.5],
    [5, 'large', 5],
    [-4, 'small', -4],
    [99, 'normal', 5],
  ] as const)('is what the person left, %d, and the text size %s over it', (own, textSize, level) => {
    expect(shown(own, textSize).page.zoomLevel).toBe(level);
  });

  it('keeps the person’s own when the text size changes, whatever changed it last', () => {
    const { page, zoom } = shown(0.5, 'normal');
    zoom.setTextSize('large');
    expect([page.zoomLevel, zoom.own]).toEqual([1.5, 0.5]);
    // The menu.
    page.zoomLevel = 2;
    expect(zoom.own).toBe(1);
    page.emit('zoom-changed', {}, 'in');
    expect([page.zoomLevel, zoom.own]).toEqual([2.5, 1.5]);
    page.emit('zoom-changed', {}, 'out');
    zoom.setTextSize('small');
    expect([page.zoomLevel, zoom.own]).toEqual([0.5, 1]);
  });

  it('is taken back to the text size, and on another page to nothing', () => {
    const { page, zoom } = shown(2, 'large');
    const other = { zoomLevel: 3 };
    zoom.reset(other);
    expect([page.zoomLevel, other.zoomLevel]).toEqual([3, 0]);
    zoom.reset(page as never);
    expect([page.zoomLevel, zoom.own]).toEqual([1, 0]);
  });

  it('is what the person left while no page has come', () => {
    const zoom = new Zoom(1, 'normal');
    zoom.setTextSize('large');
    expect(zoom.own).toBe(1);
    const page = Object.assign(new EventEmitter(), { zoomLevel: 0 });
    zoom.attach(page as never);
    expect([zoom.own, page.zoomLevel]).toEqual([1, 0]);
    page.emit('did-navigate');
    expect([zoom.own, page.zoomLevel]).toEqual([1, 2]);
  });
});
