import { History, Lock, Plus, Settings as SettingsIcon, TriangleAlert } from 'lucide-react';
import { type Ref, useMemo, useRef, useState } from 'react';
import type { ConnectionState, ListView } from '../../preload/connection.ts';
import type { DeskState, KeychainState } from '../../preload/contract.ts';
import type { ConnectionAct } from '../menus/connectionActs.ts';
import { Button } from '../parts/Button.tsx';
import { IconButton } from '../parts/controls/IconButton.tsx';
import { hintText } from '../words/keysText.ts';
import { countText, foundText, needText } from '../words/listText.ts';
import { keychainText } from '../words/statusText.ts';
import { text } from '../words/text.ts';
import { numberText } from '../words/timeText.ts';
import { ConnectionList } from './ConnectionList.tsx';
import { findConnections } from './findConnections.ts';
import { type ListGroup, rowsOf } from './order/listGroups.ts';
import { OrderMenu } from './order/OrderMenu.tsx';
import { useHandOrder } from './order/useHandOrder.ts';
import { SearchField } from './SearchField.tsx';
import styles from './Sidebar.module.css';

interface SidebarProps {
  readonly desk: DeskState;
  /** The connections as the list shows them. */
  readonly groups: readonly ListGroup[];
  /** Whose they are, of those that read alike, by id. */
  readonly people: ReadonlyMap<string, string>;
  /** Undefined while another page stands beside the list. */
  readonly selectedId: string | undefined;
  readonly isActivity: boolean;
  readonly onShowActivity: () => void;
  readonly activityButton: Ref<HTMLButtonElement>;
  readonly onSelect: (id: string) => void;
  readonly onStar: (id: string, isFavourite: boolean) => void;
  readonly actsOf: (connection: ConnectionState) => readonly ConnectionAct[];
  readonly onAct: (connection: ConnectionState, act: ConnectionAct) => void;
  readonly onArrange: (view: Partial<ListView>) => void;
  readonly onMove: (id: string, before: string | null) => Promise<boolean>;
  readonly onAdd: () => void;
  readonly addButton: Ref<HTMLButtonElement>;
  readonly onSettings: () => void;
  readonly settingsButton: Ref<HTMLButtonElement>;
}

/** From so many connections on there is a search: fewer are in sight at once. */
const fewestToSearch = 8;

/** The search, the button that adds a connection, the list, and at the foot how many there are, and the way to the settings. */
export function Sidebar(props: SidebarProps) {
  const { desk, groups, people, selectedId = '', onSelect, onStar, actsOf, onAct, onArrange, onMove } = props;
  const { onAdd, addButton, isActivity, onShowActivity, activityButton, onSettings, settingsButton } = props;
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => findConnections(groups, query), [groups, query]);
  const hits = rowsOf(found);
  const hand = useHandOrder(desk, found, onMove);
  const isSearching = query.trim() !== '';
  const hasSearch = isSearching || desk.connections.length >= fewestToSearch;
  const needing = groups.find(({ name }) => name === 'needs-you')?.connections.length ?? 0;
  const openFirst = (): void => {
    const [first] = hits;
    if (first !== undefined) onSelect(first.id);
  };
  return (
    <nav className={styles.sidebar} aria-label={text('list.others')}>
      <div className={styles.head}>
        {hasSearch ? (
          <SearchField query={query} onChange={setQuery} onEnter={openFirst} list={list} />
        ) : (
          <p className={styles.title}>Token Desk</p>
        )}
        <div title={hintText(text('act.add'), 'add')}>
          <AddButton onPress={onAdd} ref={addButton} />
        </div>
      </div>
      <p role="status" className="spoken">
        {isSearching && foundText(query, hits.length)}
      </p>
      <p role="status" className="spoken">
        {hand.said}
      </p>
      {hits.length > 0 ? (
        <ConnectionList
          {...{ groups: found, selectedId, people, onSelect, onStar, hand, actsOf, onAct, list }}
          orderMenu={<OrderMenu order={desk.list.order} onChoose={(order) => onArrange({ order })} />}
        />
      ) : (
        <div className={styles.none}>
          <p>{foundText(query, 0)}</p>
          <Button onPress={() => setQuery('')}>{text('search.clearShort')}</Button>
        </div>
      )}
      <div className={styles.foot}>
        {!isQuiet(desk.keychain) && (
          <p className={styles.keychain} title={keychainText(desk.keychain)}>
            <KeychainIcon keychain={desk.keychain} />
            <span className={styles.unfolded}>{keychainText(desk.keychain)}</span>
          </p>
        )}
        <p className={styles.count} title={countText(desk.connections.length)}>
          <span className={styles.folded} aria-hidden="true">
            {numberText(desk.connections.length)}
          </span>
          <span className={styles.unfolded}>
            {countText(desk.connections.length)}
            {needing > 0 && (
              <>
                {' · '}
                <strong className={styles.needing}>{needText(needing)}</strong>
              </>
            )}
          </span>
        </p>
        <IconButton
          ref={activityButton}
          icon={History}
          label={text('activity.title')}
          isCurrent={isActivity}
          onPress={onShowActivity}
        />
        <IconButton
          ref={settingsButton}
          icon={SettingsIcon}
          label={text('act.settings')}
          act="settings"
          onPress={onSettings}
        />
      </div>
    </nav>
  );
}

/** Whether there is nothing to say about where sign-ins are stored. */
function isQuiet(keychain: KeychainState): boolean {
  return keychain === 'ready' || keychain === 'unproven' || keychain === 'vault-open';
}

function AddButton({ onPress, ref }: { readonly onPress: () => void; readonly ref: Ref<HTMLButtonElement> }) {
  return (
    <Button onPress={onPress} ref={ref} label={text('act.add')}>
      <Plus size={16} aria-hidden="true" />
      <span className={styles.unfolded}>{text('act.addShort')}</span>
    </Button>
  );
}

function KeychainIcon({ keychain }: { readonly keychain: KeychainState }) {
  const isShut = keychain === 'locked' || keychain === 'denied' || keychain === 'vault-closed';
  const Icon = isShut ? Lock : TriangleAlert;
  return <Icon size={14} aria-hidden="true" />;
}
