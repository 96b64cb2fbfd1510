import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Bridge, ConnectionRef, DeskState, ShowRequest } from '../preload/contract.ts';
import type { Failure } from '../preload/failure.ts';
import styles from './App.module.css';
import { AddConnection } from './add/AddConnection.tsx';
import { settle } from './bridge.ts';
import { ConnectionPage } from './connection/ConnectionPage.tsx';
import { FirstRun } from './firstRun/FirstRun.tsx';
import { ForgetEverything } from './forget/ForgetEverything.tsx';
import { CreateVault } from './keychain/CreateVault.tsx';
import { KeychainNotice } from './keychain/KeychainNotice.tsx';
import { type Hideable, Notices } from './Notices.tsx';
import { Banner } from './parts/Banner.tsx';
import { FailureCard } from './parts/FailureCard.tsx';
import { SignInProgress } from './parts/SignInProgress.tsx';
import { Sidebar } from './sidebar/Sidebar.tsx';
import { useDesk } from './state/deskStore.ts';
import { keepFocus } from './state/keptFocus.ts';
import { useLeaving } from './state/useLeaving.ts';
import { useSignIns } from './state/useSignIns.ts';
import { ClipboardToast } from './toast/ClipboardToast.tsx';
import { failureText } from './words/failureText.ts';
import { copyFailedText, forgottenText } from './words/noticeText.ts';

/** The window: which screen stands there is decided here and nowhere else. */
export function App({ bridge }: { readonly bridge: Bridge }) {
  const { view, reload } = useDesk(bridge);
  useEffect(keepFocus, []);
  switch (view.phase) {
    case 'opening':
      return (
        <main aria-busy="true">
          <h1 className="spoken">Token Desk</h1>
        </main>
      );
    case 'failed': {
      const words = failureText(view.failure, { at: 'window' });
      return (
        <main className={styles.failed}>
          <h1 className="spoken">Token Desk</h1>
          <FailureCard words={{ ...words, action: { does: 'retry', label: 'Try again' } }} onAct={reload} />
        </main>
      );
    }
    case 'open':
      return <Desk bridge={bridge} desk={view.desk} failedAt={view.failedAt} />;
  }
}

interface DeskProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  readonly failedAt: ReadonlyMap<string, number>;
}

/** What went wrong outside the window, and when (Unix ms). */
interface Outside {
  readonly id: string;
  readonly failure: Failure;
  readonly at: number;
}

function Desk({ bridge, desk, failedAt }: DeskProps) {
  const [selectedId, setSelectedId] = useState<string>();
  const [screen, setScreen] = useState<'connection' | 'add' | 'forget' | 'passphrase'>('connection');
  const [isForgotten, setForgotten] = useState(false);
  const [hasTraces, setTraces] = useState(false);
  const [hidden, setHidden] = useState<readonly Hideable[]>([]);
  const [isClearing, setClearing] = useState(false);
  const [outside, setOutside] = useState<Outside>();
  const signIns = useSignIns(bridge, desk.signIn);
  const addButton = useRef<HTMLButtonElement>(null);
  const forgetButton = useRef<HTMLButtonElement>(null);
  const createButton = useRef<HTMLButtonElement>(null);
  const passphraseInput = useRef<HTMLInputElement>(null);
  const leaving = useLeaving();

  // Where there were connections there are traces of them, also after a forgetting that did not come to its end.
  if (desk.connections.length > 0 && !hasTraces && !isForgotten) setTraces(true);
  const isAnythingLeft =
    hasTraces || desk.keychain.startsWith('vault') || desk.notices.some((notice) => /^registry|^secret/.test(notice));

  if (screen === 'passphrase' && desk.keychain !== 'absent') setScreen('connection');

  const connection = desk.connections.find(({ id }) => id === selectedId) ?? desk.connections[0];
  const onScreen = screen === 'connection' ? connection?.id : undefined;
  const failedCopy = desk.connections.find(({ id }) => id === outside?.id);

  // What failed outside is told beside its connection until another screen is gone to; while its page is not there, above what is.
  const forget = (): void => setOutside((now) => (now?.id === onScreen ? undefined : now));
  const open = ({ id }: ConnectionRef): void => {
    forget();
    setSelectedId(id);
    setScreen('connection');
    setForgotten(false);
  };
  const add = (): void => {
    forget();
    setScreen('add');
  };
  const back = (): void => {
    const from = screen;
    flushSync(() => setScreen('connection'));
    const buttons = { connection: addButton, add: addButton, forget: forgetButton, passphrase: createButton };
    buttons[from].current?.focus();
  };
  const choose = (id: string): void => {
    if (id !== onScreen) leaving.go(() => open({ id }));
  };
  const onShow = useEffectEvent(({ id, failure }: ShowRequest): void => {
    if (failure === undefined) {
      choose(id);
      return;
    }
    // Nobody asked for another screen: what is typed stays there, and the form gives way to this connection when it is left.
    setOutside({ id, failure, at: Date.now() });
    if (screen === 'add' || !leaving.isHeld()) setSelectedId(id);
    if (!leaving.isHeld()) setScreen('connection');
  });
  useEffect(() => bridge.on('show', onShow), [bridge]);

  const clear = async (): Promise<void> => {
    setClearing(true);
    await settle(bridge.clearClipboard());
    setClearing(false);
  };

  return (
    <div className={styles.window}>
      <KeychainNotice
        bridge={bridge}
        keychain={desk.keychain}
        hasConnections={desk.connections.length > 0}
        onCreate={screen === 'passphrase' ? undefined : () => leaving.go(() => setScreen('passphrase'))}
        createButton={createButton}
        passphraseInput={passphraseInput}
      />
      <Notices desk={desk} hidden={hidden} onHide={(notice) => setHidden([...hidden, notice])}>
        {outside !== undefined && failedCopy !== undefined && outside.id !== onScreen && (
          <Banner
            key={outside.at}
            text={copyFailedText(failedCopy.name, outside.failure)}
            onHide={() => setOutside(undefined)}
          />
        )}
        {isForgotten && <Banner text={forgottenText(desk.keychain)} onHide={() => setForgotten(false)} />}
      </Notices>
      {desk.signIn !== undefined && (
        <SignInProgress
          signIn={desk.signIn}
          onShow={() => void settle(bridge.showSignIn())}
          onCancel={() => void settle(bridge.cancelSignIn())}
        />
      )}
      <div className={styles.screen}>
        {screen === 'add' ? (
          <AddConnection
            bridge={bridge}
            signIn={signIns('form')}
            practice={signIns('practice')}
            leaving={leaving}
            onConnected={open}
            onBack={back}
          />
        ) : screen === 'passphrase' ? (
          <CreateVault bridge={bridge} hasConnections={desk.connections.length > 0} onClose={back} />
        ) : screen === 'forget' ? (
          <ForgetEverything
            bridge={bridge}
            desk={desk}
            onForgotten={() => {
              setScreen('connection');
              setForgotten(true);
              setTraces(false);
            }}
            onKeep={back}
          />
        ) : connection === undefined ? (
          <FirstRun
            bridge={bridge}
            signIn={signIns('practice')}
            isAside={desk.keychain === 'vault-closed'}
            onAdd={add}
            onForget={isAnythingLeft ? () => setScreen('forget') : undefined}
            onConnected={open}
          />
        ) : (
          <div className={styles.desk}>
            <Sidebar
              desk={desk}
              selectedId={connection.id}
              onSelect={choose}
              onAdd={() => leaving.go(add)}
              addButton={addButton}
              onForget={() => leaving.go(() => setScreen('forget'))}
              forgetButton={forgetButton}
            />
            <ConnectionPage
              key={connection.id}
              bridge={bridge}
              desk={desk}
              connection={connection}
              signIn={signIns(connection.id)}
              failedAt={failedAt.get(connection.id)}
              copyFailed={outside?.id === connection.id ? outside : undefined}
              leaving={leaving}
              onAdd={() => leaving.go(add)}
              onEnterPassphrase={() => passphraseInput.current?.focus()}
              onConnected={open}
            />
          </div>
        )}
      </div>
      <ClipboardToast copied={desk.clipboard} onClear={() => void clear()} isClearing={isClearing} />
    </div>
  );
}
