import { useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge, Connected, ConnectionRef } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { Question } from '../parts/Question.tsx';
import { text } from '../words/text.ts';

interface DuplicateQuestionProps {
  readonly bridge: Bridge;
  readonly found: Connected;
  readonly existing: ConnectionState;
  readonly onOpen: (connection: ConnectionRef) => void;
  /** Nothing was added yet: it is to be, all the same. */
  readonly onAddAnyway: () => void;
}

/** Asks what becomes of a connection that the list has already. Until the answer nothing is lost: both are kept. */
export function DuplicateQuestion({ bridge, found, existing, onOpen, onAddAnyway }: DuplicateQuestionProps) {
  const [isBusy, setBusy] = useState(false);
  const isAdded = found.id !== existing.id;
  const openIt = async (): Promise<void> => {
    setBusy(true);
    const reply = isAdded ? await settle(bridge.joinInto(found.id, existing.id)) : undefined;
    setBusy(false);
    // Where the sign-in could not be given away, both connections stay.
    onOpen(reply === undefined || reply.ok ? existing : found);
  };
  return (
    <Question
      title={text('add.duplicate', { name: isolated(existing.name) })}
      text={text(isAdded ? 'form.duplicateAdded' : 'form.duplicate')}
      cancelLabel={text('add.openExisting')}
      onCancel={() => void openIt()}
      isBusy={isBusy}
    >
      <Button isDisabled={isBusy} onPress={() => (isAdded ? onOpen(found) : onAddAnyway())}>
        {text('add.anyway')}
      </Button>
    </Question>
  );
}
