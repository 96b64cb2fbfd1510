import { Download } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ActivityQuery } from '../../preload/activity.ts';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { FailureCard } from '../parts/FailureCard.tsx';
import { failureText } from '../words/failures/failureText.ts';
import { alikeWords, entriesText } from '../words/history/activityText.ts';
import { richText, text } from '../words/text.ts';
import styles from './Activity.module.css';
import { ActivityFilters, type Chosen } from './ActivityFilters.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { RenewalBars } from './RenewalBars.tsx';
import { useActivity } from './useActivity.ts';
import { useProof, useSummary } from './useLedgerFacts.ts';
import { Verdict } from './Verdict.tsx';

interface ActivityProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  /** The connection to begin with, if not all. */
  readonly connection: string | undefined;
  /** Leads away, where no list of connections stands beside it. */
  readonly onBack: (() => void) | undefined;
}

const everything: Chosen = { text: '', connection: undefined, kind: undefined, days: undefined };

/** The history of all connections: whether it is whole, the renewals of a month, and every entry, to be filtered and saved. */
export function Activity({ bridge, desk, connection, onBack }: ActivityProps) {
  const page = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const [chosen, setChosen] = useState<Chosen>({ ...everything, connection });
  const revision = desk.activity ?? 0;
  const { connection: whose, kind, days } = chosen;
  const sought = useDeferredValue(chosen.text.trim());
  const query = useMemo(() => queryOf({ connection: whose, kind, days, text: sought }), [whose, kind, days, sought]);
  const { loaded, isCurrent, loadOlder } = useActivity(bridge, query, revision);
  const { proof, prove } = useProof(bridge);
  const summary = useSummary(bridge, whose, revision);
  const { save, isSaving, saved, failure, dismiss } = useExport(bridge, query);

  const ids = new Set(desk.connections.map(({ id }) => id));
  const removed = summary?.connections.filter(({ id }) => !ids.has(id)) ?? [];
  const isEmpty = isCurrent && loaded.entries.length === 0 && loaded.next === undefined;
  const isFiltered = Object.keys(query).length > 0;
  useEffect(() => {
    // Nothing of it stands in the part that was looked through.
    if (isCurrent && loaded.entries.length === 0 && loaded.next !== undefined) void loadOlder();
  });
  const nothing = isFiltered ? 'noMatch' : 'none';
  const isUnused = isEmpty && !isFiltered;
  const readFailure = failure ?? loaded.failure;

  return (
    <main ref={page} className={`page ${styles.page}`}>
      <div className={styles.column}>
        <header className={styles.header}>
          <div>
            <h1 ref={title} tabIndex={-1} className={styles.title}>
              {text('activity.title')}
            </h1>
          </div>
          <div className="actions">
            {onBack !== undefined && <Button onPress={onBack}>{text('act.back')}</Button>}
            <Button onPress={save} isBusy={isSaving} isDisabled={isEmpty}>
              <Download size={16} aria-hidden="true" />
              {text('activity.export')}
            </Button>
          </div>
          <Verdict proof={proof} onProve={prove} />
        </header>
        <p role="status" className={saved === undefined ? 'spoken' : styles.saved}>
          {saved !== undefined &&
            richText('activity.saved', { file: <bdi>{saved.file}</bdi>, entries: entriesText(saved.entries) })}
        </p>
        {readFailure !== undefined && (
          <FailureCard words={failureText(readFailure, { at: 'window' })} onAction={dismiss} />
        )}
        {summary !== undefined && !isUnused && <RenewalBars days={summary.days} />}
        {!isUnused && (
          <ActivityFilters chosen={chosen} onChoose={setChosen} present={desk.connections} removed={removed} />
        )}
        <p role="status" className="spoken">
          {isCurrent && isEmpty && text(`activity.${nothing}.spoken`)}
        </p>
        {isEmpty ? (
          <div className={`card ${styles.empty}`}>
            <h2>{text(`activity.${nothing}`)}</h2>
            <p>{text(`activity.${nothing}.help`)}</p>
            {isFiltered && <Button onPress={() => setChosen(everything)}>{text('activity.showAll')}</Button>}
          </div>
        ) : (
          loaded.entries.length > 0 && (
            <ActivityTable loaded={loaded} connections={desk.connections} onEnd={() => void loadOlder()} page={page} />
          )
        )}
        {loaded.isFull && <p className={styles.note}>{text('activity.older')}</p>}
      </div>
    </main>
  );
}

/** What main is asked for: nothing that is not chosen. */
function queryOf({ connection, kind, days, text }: Chosen): ActivityQuery {
  return {
    ...(connection !== undefined && { connection }),
    ...(kind !== undefined && { kind }),
    ...(days !== undefined && { days }),
    ...(text !== '' && { text, alike: alikeWords(text) }),
  };
}

interface Saved {
  readonly file: string;
  readonly entries: number;
}

/** Saves what is chosen as a table, in a dialog of the system. */
function useExport(bridge: Bridge, query: ActivityQuery) {
  const [isSaving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const [failure, setFailure] = useState<Failure>();
  const save = async (): Promise<void> => {
    setSaving(true);
    setSaved(undefined);
    setFailure(undefined);
    const reply = await settle(bridge.exportActivity(query));
    setSaving(false);
    if (!reply.ok) setFailure(reply.failure.code === 'not-confirmed' ? undefined : reply.failure);
    else if (reply.value !== null) setSaved(reply.value);
  };
  return { save: () => void save(), isSaving, saved, failure, dismiss: () => setFailure(undefined) };
}
