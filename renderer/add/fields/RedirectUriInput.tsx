import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Bridge } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';
import { text } from '../../words/text.ts';
import { type FieldsProps, FormField } from './FormField.tsx';

/** How long the button says what came of its press, milliseconds. */
const saidMs = 2_000;

/** The field of the redirect URI, which a person copies from here into Fyle. */
export function RedirectUriInput({ bridge, ...props }: FieldsProps & { readonly bridge: Bridge }) {
  const [said, setSaid] = useState<'rest' | 'done' | 'failed'>('rest');
  useEffect(() => {
    if (said === 'rest') return undefined;
    const timer = setTimeout(() => setSaid('rest'), saidMs);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    const { ok: isDone } = await settle(bridge.copyRedirectUri(props.values.redirectUri));
    setSaid(isDone ? 'done' : 'failed');
  };
  const Icon = said === 'done' ? Check : Copy;
  return (
    <>
      <FormField
        {...props}
        field="redirectUri"
        help={text('add.redirectUri.help')}
        tool={{
          word: text(`add.copyUri.${said}`),
          name: text(`add.copyUri.${said}.name`),
          icon: <Icon size={16} aria-hidden="true" />,
          onPress: () => void copy(),
        }}
      />
      <p role="status" className="spoken">
        {said !== 'rest' && text(`add.copyUri.${said}.name`)}
      </p>
    </>
  );
}
