import { isolated } from '../../../preload/shared/names.ts';
import { Button } from '../../parts/Button.tsx';
import { Question } from '../../parts/Question.tsx';
import { text } from '../../words/text.ts';

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
      title={text('remove.title', { name: isolated(name) })}
      text={text(isPractice ? 'remove.practiceText' : 'remove.text')}
      cancelLabel={text('remove.keep')}
      onCancel={onKeep}
    >
      <Button look="danger" isBusy={isBusy} onPress={onRemove}>
        {text('remove.remove')}
      </Button>
    </Question>
  );
}
