import { useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Bridge, ConnectionRef, DeskState } from '../../preload/contract.ts';
import { alikeNames } from '../../preload/shared/alikeNames.ts';
import { Activity } from '../activity/Activity.tsx';
import { AddConnection } from '../add/AddConnection.tsx';
import { settle } from '../bridge.ts';
import { ConnectionPage } from '../connection/ConnectionPage.tsx';
import { FirstRun } from '../firstRun/FirstRun.tsx';
import { ForgetEverything } from '../forget/ForgetEverything.tsx';
import { CreateVault } from '../keychain/CreateVault.tsx';
import { KeychainNotice } from '../keychain/KeychainNotice.tsx';
import { QuitQuestion } from '../keychain/QuitQuestion.tsx';
import { PaletteOnWish } from '../palette/PaletteOnWish.tsx';
import { Settings } from '../settings/Settings.tsx';
import { rowsOf } from '../sidebar/order/listGroups.ts';
import { useListGroups } from '../sidebar/order/useListGroups.ts';
import { Sidebar } from '../sidebar/Sidebar.tsx';
import { ProxyQuestion } from '../signIn/ProxyQuestion.tsx';
import { SignInProgress } from '../signIn/SignInProgress.tsx';
import { useOffer } from '../state/acts.ts';
import { useLeaveGuard } from '../state/useLeaveGuard.ts';
import { useSignIns } from '../state/useSignIns.ts';
import { ClipboardToast } from '../toast/ClipboardToast.tsx';
import { RemovedToasts } from '../toast/RemovedToasts.tsx';
import styles from './Desk.module.css';
import { Modes } from './Modes.tsx';
import { Notices } from './Notices.tsx';
import {
  closeForgotten,
  enter,
  forgotten,
  goBack,
  open,
  openActivity,
  openForm,
  type Place,
  reportFailedCopy,
} from './navigation.ts';
import { useConnectionActs } from './useConnectionActs.ts';
import { useNavigation } from './useNavigation.ts';

interface DeskProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  /** When each connection's present failure was first seen, Unix ms, by the connection's id. */
  readonly failedAt: ReadonlyMap<string, number>;
}

/** The window once main has answered: the notices, one screen, and the toast of a copied token. */
export function Desk({ bridge, desk, failedAt }: DeskProps) {
  const leaveGuard = useLeaveGuard(bridge);
  const groups = useListGroups(desk);
  const people = useMemo(() => alikeNames(desk.connections), [desk.connections]);
  const { navigation, navigate, screen, choose } = useNavigation(bridge, desk, rowsOf(groups), leaveGuard);
  const signIns = useSignIns(bridge, desk.signIn);
  const addButton = useRef<HTMLButtonElement>(null);
  const forgetButton = useRef<HTMLButtonElement>(null);
  const createButton = useRef<HTMLButtonElement>(null);
  const activityButton = useRef<HTMLButtonElement>(null);
  const settingsButton = useRef<HTMLButtonElement>(null);
  const passphraseButton = useRef<HTMLButtonElement>(null);
  const passphraseInput = useRef<HTMLInputElement>(null);

  const goTo = (place: Place): void => leaveGuard.go(() => navigate((now) => enter(now, place)));
  const createVault = (): void => goTo('passphrase');
  const add = (): void => navigate((now) => openForm(now, screen));
  const showActivity = (connection?: string): void =>
    leaveGuard.go(() => navigate((now) => openActivity(now, connection, screen)));
  const duplicate = (id: string): void => navigate((now) => openForm(now, screen, id));
  const onConnected = ({ id }: ConnectionRef): void => navigate((now) => open(now, id, screen));
  const back = (): void => {
    const isFromSettings = navigation.from === 'settings';
    const opener = {
      ...{ connections: addButton, add: addButton, forget: forgetButton, activity: activityButton },
      ...{ passphrase: isFromSettings ? passphraseButton : createButton, settings: settingsButton },
    };
    flushSync(() => navigate(goBack));
    opener[navigation.place].current?.focus();
  };
  const hasConnections = desk.connections.length > 0;
  const shownId = screen.name === 'connection' ? screen.connection.id : undefined;
  const chosen = screen.name === 'connection' ? screen.connection : undefined;
  const { act, copyAs, actsOf } = useConnectionActs({
    ...{ bridge, desk, shownId, onOpen: choose, onShowActivity: showActivity },
    onCopyFailed: (id, failure) =>
      navigate((now) => reportFailedCopy(now, { id, failure, at: Date.now() }, leaveGuard.hasInput())),
  });
  useOffer({
    add: screen.name === 'add' ? undefined : () => leaveGuard.go(add),
    activity: desk.activity === undefined || screen.name === 'activity' ? undefined : () => showActivity(),
    present: hasConnections ? () => void settle(bridge.present(desk.presenting !== true)) : undefined,
    lock: desk.settings.locksWhenIdle ? () => void settle(bridge.lockNow()) : undefined,
    settings: screen.name === 'settings' ? undefined : () => goTo('settings'),
    star: chosen && (() => void settle(bridge.edit(chosen.id, { favourite: chosen.favourite !== true }))),
  });

  return (
    <div className={styles.window}>
      {desk.lostByQuitting !== undefined && (
        <QuitQuestion bridge={bridge} desk={desk} lost={desk.lostByQuitting} onCreateVault={createVault} />
      )}
      <KeychainNotice
        bridge={bridge}
        keychain={desk.keychain}
        mayCreateVault={desk.mayCreateVault}
        locksWhenIdle={desk.settings.locksWhenIdle}
        hasConnections={hasConnections}
        onCreate={screen.name === 'passphrase' ? undefined : createVault}
        createButton={createButton}
        passphraseInput={passphraseInput}
      />
      <Modes bridge={bridge} desk={desk} />
      <Notices
        desk={desk}
        failedCopy={navigation.failedCopy?.id === shownId ? undefined : navigation.failedCopy}
        onHideFailedCopy={() => navigate((now) => ({ ...now, failedCopy: undefined }))}
        isForgotten={navigation.traces === 'forgotten'}
        onHideForgotten={() => navigate(closeForgotten)}
      />
      {desk.proxy !== undefined && <ProxyQuestion key={desk.proxy.attempt} bridge={bridge} question={desk.proxy} />}
      {desk.signIn !== undefined && <SignInProgress bridge={bridge} signIn={desk.signIn} />}
      <div className={styles.screen}>
        {screen.name === 'add' && (
          <AddConnection
            bridge={bridge}
            signIn={signIns('form')}
            practice={signIns('practice')}
            leaveGuard={leaveGuard}
            connections={desk.connections}
            copied={desk.connections.find(({ id }) => id === navigation.copiedId)}
            onConnected={onConnected}
            onBack={back}
          />
        )}
        {screen.name === 'passphrase' && (
          <CreateVault
            bridge={bridge}
            locksWhenIdle={desk.settings.locksWhenIdle}
            hasConnections={hasConnections}
            onClose={back}
          />
        )}
        {screen.name === 'forget' && (
          <ForgetEverything bridge={bridge} desk={desk} onForgotten={() => navigate(forgotten)} onCancel={back} />
        )}
        {screen.name === 'settings' && (
          <div className={styles.desk}>
            <Settings
              bridge={bridge}
              desk={desk}
              onUsePassphrase={createVault}
              passphraseButton={passphraseButton}
              onForget={() => goTo('forget')}
              forgetButton={forgetButton}
              onBack={back}
            />
          </div>
        )}
        {screen.name === 'first-run' && (
          <FirstRun
            bridge={bridge}
            signIn={signIns('practice')}
            isSecondary={desk.keychain === 'vault-closed'}
            onAdd={add}
            onForget={screen.canForget ? () => goTo('forget') : undefined}
            onShowActivity={desk.activity === undefined ? undefined : () => showActivity()}
            activityButton={activityButton}
            onSettings={() => goTo('settings')}
            settingsButton={settingsButton}
            onConnected={onConnected}
          />
        )}
        {screen.name === 'activity' && !hasConnections && (
          <Activity key="all" bridge={bridge} desk={desk} connection={undefined} onBack={back} />
        )}
        {(screen.name === 'connection' || (screen.name === 'activity' && hasConnections)) && (
          <div className={styles.desk}>
            <Sidebar
              desk={desk}
              groups={groups}
              people={people}
              selectedId={shownId}
              isActivity={screen.name === 'activity'}
              onShowActivity={() => showActivity()}
              activityButton={activityButton}
              onSelect={choose}
              actsOf={actsOf}
              onAct={act}
              onStar={(id, favourite) => void settle(bridge.edit(id, { favourite }))}
              onArrange={(view) => void settle(bridge.arrangeList(view))}
              onMove={async (...move) => (await settle(bridge.moveConnection(...move))).ok}
              onAdd={() => leaveGuard.go(add)}
              addButton={addButton}
              onSettings={() => goTo('settings')}
              settingsButton={settingsButton}
            />
            {screen.name === 'activity' ? (
              <Activity
                key={screen.connection ?? 'all'}
                bridge={bridge}
                desk={desk}
                connection={screen.connection}
                onBack={undefined}
              />
            ) : (
              <ConnectionPage
                key={screen.connection.id}
                bridge={bridge}
                desk={desk}
                connection={screen.connection}
                signIn={signIns(screen.connection.id)}
                failedAt={failedAt.get(screen.connection.id)}
                copyFailed={navigation.failedCopy?.id === shownId ? navigation.failedCopy : undefined}
                leaveGuard={leaveGuard}
                onAdd={() => leaveGuard.go(add)}
                onDuplicate={() => leaveGuard.go(() => duplicate(screen.connection.id))}
                onEnterPassphrase={() => passphraseInput.current?.focus()}
                onShowActivity={() => showActivity(screen.connection.id)}
                onConnected={onConnected}
              />
            )}
          </div>
        )}
      </div>
      <PaletteOnWish
        {...{ shownId, people, actsOf }}
        connections={rowsOf(groups)}
        formats={desk.copyFormats}
        onAct={act}
        onCopyAs={copyAs}
      />
      <div className={styles.toasts}>
        <RemovedToasts bridge={bridge} removed={desk.removed ?? []} onRestored={onConnected} />
        <ClipboardToast bridge={bridge} copied={desk.clipboard} person={people.get(desk.clipboard?.id ?? '')} />
      </div>
    </div>
  );
}
