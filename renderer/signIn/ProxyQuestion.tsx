import { useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { ProxyQuestion as Asked } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { PanelForm } from '../parts/PanelForm.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { text } from '../words/text.ts';

interface ProxyQuestionProps {
  readonly bridge: Bridge;
  readonly question: Asked;
}

/** Asks for the name and password that a proxy of the company's network wants. */
export function ProxyQuestion({ bridge, question: { host, attempt } }: ProxyQuestionProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // Focused at once, since nothing goes on without it, unless the person is somewhere else.
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus();
  }, []);
  return (
    <div className="asked">
      <PanelForm
        title={text('proxy.title')}
        text={text('proxy.meaning', { host })}
        submitLabel={text('proxy.continue')}
        isBusy={false}
        problem={attempt > 1 ? { title: text('proxy.refused'), meaning: text('proxy.refusedMeaning') } : undefined}
        onSubmit={() => void settle(bridge.answerProxy(name, password))}
        secondaryButton={
          <Button look="quiet" onPress={() => void settle(bridge.answerProxy())}>
            {text('proxy.notNow')}
          </Button>
        }
      >
        <TextInput ref={input} label={text('proxy.name')} value={name} onChange={setName} />
        <TextInput label={text('proxy.password')} look="secret" value={password} onChange={setPassword} />
      </PanelForm>
    </div>
  );
}
