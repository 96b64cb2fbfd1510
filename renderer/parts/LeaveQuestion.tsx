import type { Leaving } from '../state/useLeaveGuard.ts';
import { Button } from './Button.tsx';
import { Question } from './Question.tsx';

interface LeavePanelProps {
  readonly leaving: Leaving;
  /** What else ends when the form is left. */
  readonly onLeave?: () => void;
}

/** Asks, when it has come to that, whether what is typed may go. */
export function LeavePanel({ leaving, onLeave }: LeavePanelProps) {
  if (leaving.question === undefined) return null;
  return (
    <Question
      key={leaving.question}
      title="Leave this form?"
      text="What you typed is not kept."
      no="Keep editing"
      onNo={leaving.stay}
    >
      <Button
        look="quiet"
        onPress={() => {
          onLeave?.();
          leaving.leave();
        }}
      >
        Leave
      </Button>
    </Question>
  );
}
