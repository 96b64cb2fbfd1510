import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Bridge } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';
import { type FieldsProps, FormField } from './FormField.tsx';

/** How long the button says what came of its press, milliseconds. */
const saidMs = 2_000;

const texts = {
  rest: { word: 'Copy', name: 'Copy redirect URI' },
  done: { word: 'Copied', name: 'Copied the redirect URI' },
  failed: { word: 'Not copied', name: 'Not copied: check the redirect URI' },
} as const;

/** The field of the redirect URI, which a person copies from here into Fyle. */
export function RedirectUriInput({ bridge, ...props }: FieldsProps & { readonly bridge: Bridge }) {
  const [said, setSaid] = useState<keyof typeof texts>('rest');
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
        help="Exactly as under Allowed Redirect URIs in Fyle. Nothing needs to run at this address."
        tool={{ ...texts[said], icon: <Icon size={16} aria-hidden="true" />, onPress: () => void copy() }}
      />
      <p role="status" className="spoken">
        {said !== 'rest' && texts[said].name}
      </p>
    </>
  );
}
