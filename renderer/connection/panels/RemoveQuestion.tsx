import { isolated } from '../../../preload/shared/names.ts';
import { Button } from '../../parts/Button.tsx';
import { Question } from '../../parts/Question.tsx';

interface RemoveQuestionProps {
  readonly name: string;
  readonly isPractice: boolean;
  readonly isBusy: boolean;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

/** Asks before removing, and says that the app's access to Fyle goes on: docs/fyle.md "Apps". */
export function RemoveQuestion({ name, isPractice, isBusy, onRemove, onKeep }: RemoveQuestionProps) {
  return (
    <Question
      title={`Remove ${isolated(name)} from this computer?`}
      text={
        isPractice
          ? 'This removes the practice sign-in. You can undo it for 10 seconds, and try the practice organisation again at any time.'
          : 'This removes the sign-in from this computer only; you can undo it for 10 seconds. Its access to Fyle ends when the app is deleted in Fyle under Settings, Integrations, Custom Apps.'
      }
      cancelLabel="Keep"
      onCancel={onKeep}
    >
      <Button look="danger" isBusy={isBusy} onPress={onRemove}>
        Remove
      </Button>
    </Question>
  );
}
