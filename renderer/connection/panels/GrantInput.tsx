import type { RefObject } from 'react';
import type { Bridge } from '../../../preload/contract.ts';
import type { FieldFault } from '../../../preload/fieldFault.ts';
import type { GrantReplacement } from '../../../preload/form.ts';
import { usePasteTool } from '../../parts/controls/usePasteTool.tsx';
import { TextInput } from '../../parts/TextInput.tsx';
import { fieldText } from '../../words/form/fieldText.ts';

interface GrantInputProps {
  readonly bridge: Bridge;
  readonly field: keyof Pick<GrantReplacement, 'refreshToken' | 'clientSecret'>;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly fault: FieldFault | undefined;
  readonly onChange: (value: string) => void;
}

/** The field of a secret that a new sign-in needs, with a button that pastes into it. */
export function GrantInput({ bridge, field, input, value, fault, onChange, ...words }: GrantInputProps) {
  const { tool, status } = usePasteTool({
    ...{ bridge, field, value, onPaste: onChange },
    focus: () => input.current?.focus(),
  });
  return (
    <div>
      <TextInput
        {...words}
        {...{ value, onChange, tool }}
        ref={input}
        look="secret"
        fault={fault && fieldText(field, fault)}
      />
      {status}
    </div>
  );
}
