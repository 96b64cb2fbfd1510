import type { LeaveGuard } from '../state/useLeaveGuard.ts';
import { text } from '../words/text.ts';
import { Button } from './Button.tsx';
import { Question } from './Question.tsx';

interface LeaveQuestionProps {
  readonly leaveGuard: LeaveGuard;
  /** What else ends when the form is left. */
  readonly onLeave?: () => void;
}

/** Asks whether unsaved input may be lost; nothing while there is no question. */
export function LeaveQuestion({ leaveGuard, onLeave }: LeaveQuestionProps) {
  if (leaveGuard.question === undefined) return null;
  return (
    <Question
      key={leaveGuard.question}
      title={text('leave.title')}
      text={text('leave.text')}
      cancelLabel={text('leave.stay')}
      onCancel={leaveGuard.stay}
    >
      <Button
        look="quiet"
        onPress={() => {
          onLeave?.();
          leaveGuard.leave();
        }}
      >
        {text('leave.leave')}
      </Button>
    </Question>
  );
}
