import type { ActivityPage, ActivityQuery, ActivitySummary, LedgerVerdict } from '../../../preload/activity.ts';
import type { Result } from '../../result.ts';
import { threadOnce } from '../threads/threadOnce.ts';
import type { CsvSeparator } from './activityCsv.ts';
import type { SearchBounds } from './activitySearch.ts';
import type { ChainEnd } from './chainLine.ts';

/** What an export is: its folder and file, and what separates its fields. */
interface ExportPlace {
  readonly into: string;
  readonly name: string;
  readonly separator: CsvSeparator;
}

/** What may need the whole ledger. */
export type LedgerQuestion = { readonly folder: string } & (
  | { readonly is: 'verify'; readonly known: ChainEnd | undefined }
  | { readonly is: 'summary'; readonly connection: string | undefined }
  | { readonly is: 'search'; readonly query: ActivityQuery; readonly bounds: SearchBounds }
  | ({ readonly is: 'export'; readonly query: ActivityQuery } & ExportPlace)
);

/** What is answered. An export: how many entries it has; or the system's code, why it was not saved. */
export interface LedgerAnswers {
  readonly verify: LedgerVerdict;
  readonly summary: ActivitySummary;
  readonly search: ActivityPage;
  readonly export: Result<number, string>;
}

/** Answers a question about the ledger. */
export type AskLedger = <K extends LedgerQuestion['is']>(
  question: Extract<LedgerQuestion, { readonly is: K }>,
) => Promise<LedgerAnswers[K]>;

/**
 * Answers each question in a thread that lives for it: a million entries take seconds, and memory that nobody needs later.
 * @param path the built `ledgerHost`
 */
export function ledgerThread(path: string): AskLedger {
  // The thread is this app's own code, and answers each kind of question as the table says.
  return async <K extends LedgerQuestion['is']>(question: Extract<LedgerQuestion, { readonly is: K }>) =>
    (await threadOnce(path, { workerData: question })) as LedgerAnswers[K];
}
