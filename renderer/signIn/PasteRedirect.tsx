import { type FormEvent, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { failureText } from '../words/failures/failureText.ts';
import { text } from '../words/text.ts';
import styles from './SignInProgress.module.css';

/** Takes the address where the person's own browser ended up. A wrong one is named, and nothing is lost by it. */
export function PasteRedirect({ bridge }: { readonly bridge: Bridge }) {
  const [address, setAddress] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const paste = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const taken = await settle(bridge.pasteRedirect(address));
    setBusy(false);
    setFailure(taken.ok ? undefined : taken.failure);
    if (!taken.ok) input.current?.select();
  };

  return (
    <form className={styles.paste} aria-label={text('signIn.paste')} noValidate onSubmit={(event) => void paste(event)}>
      <TextInput
        ref={input}
        label={text('signIn.pasteField')}
        look="code"
        value={address}
        onChange={(typed) => {
          setAddress(typed);
          setFailure(undefined);
        }}
        fault={failure && failureText(failure, { at: 'window' }).meaning}
      />
      <Button type="submit" isBusy={isBusy}>
        {text('signIn.pasteAct')}
      </Button>
    </form>
  );
}
