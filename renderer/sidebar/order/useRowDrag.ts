import { type PointerEvent, useRef, useState } from 'react';

/** A press that moves less is a click, CSS pixels. */
const slop = 5;
/** Within this distance of the list's edge it scrolls, CSS pixels. */
const edge = 40;

/** A row that is dragged, and how far below the list's top the pointer is. */
interface Drag {
  readonly id: string;
  readonly y: number;
}

interface RowDragProps {
  readonly isOn: boolean;
  /** The connection whose row an element is in. */
  readonly rowAt: (target: EventTarget) => string | undefined;
  readonly onDrop: (drag: Drag) => void;
}

/** Drags a row of the list by the pointer. The list scrolls while the pointer moves at its edge. */
export function useRowDrag({ isOn, rowAt, onDrop }: RowDragProps) {
  const [drag, setShown] = useState<Drag>();
  // The pointer may be let go before what it moved is drawn.
  const current = useRef<Drag>(undefined);
  const press = useRef<{ readonly id: string; readonly y: number }>(undefined);
  const wasDragged = useRef(false);

  const setDrag = (now: Drag | undefined): void => {
    current.current = now;
    setShown(now);
  };
  const end = (): void => {
    press.current = undefined;
    setDrag(undefined);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    wasDragged.current = false;
    const id = isOn && event.button === 0 ? rowAt(event.target) : undefined;
    press.current = id === undefined ? undefined : { id, y: event.clientY };
  };
  const onPointerMove = ({ currentTarget: list, clientY, pointerId }: PointerEvent<HTMLElement>): void => {
    if (press.current === undefined) return;
    const { id, y } = press.current;
    const isNew = current.current === undefined;
    if (isNew && Math.abs(clientY - y) < slop) return;
    if (isNew) list.setPointerCapture(pointerId);
    const { top, bottom } = list.getBoundingClientRect();
    const out = Math.min(0, clientY - top - edge) + Math.max(0, clientY - bottom + edge);
    list.scrollTop += out / 4;
    setDrag({ id, y: clientY - top + list.scrollTop });
  };
  const onPointerUp = (): void => {
    const dropped = current.current;
    wasDragged.current = dropped !== undefined;
    if (dropped !== undefined) onDrop(dropped);
    end();
  };
  return {
    drag,
    /** Whether the click that comes now is the end of a drag. */
    wasDragged: () => wasDragged.current,
    cancel: end,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: end },
  };
}
