import type { LeaveGuard } from '../state/useLeaveGuard.ts';
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
      title="Leave this form?"
      text="What you typed will be lost."
      cancelLabel="Keep editing"
      onCancel={leaveGuard.stay}
    >
      <Button
        look="quiet"
        onPress={() => {
          onLeave?.();
          leaveGuard.leave();
        }}
      >
        Leave
      </Button>
    </Question>
  );
}
