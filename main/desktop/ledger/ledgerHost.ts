import { parentPort, workerData } from 'node:worker_threads';
import { writePiecesAtomically } from '../files/atomicFile.ts';
import { csvPieces } from './activityCsv.ts';
import { searchActivity } from './activitySearch.ts';
import { summariseActivity } from './activitySummary.ts';
import type { LedgerAnswers, LedgerQuestion } from './ledgerThread.ts';
import { verifyWhileWritten } from './verifyLedger.ts';

const question: LedgerQuestion = workerData;
parentPort?.postMessage(answer(question));

function answer(asked: LedgerQuestion): LedgerAnswers[LedgerQuestion['is']] {
  const { folder } = asked;
  switch (asked.is) {
    case 'verify':
      return verifyWhileWritten(folder, asked.known);
    case 'summary':
      return summariseActivity(folder, asked.connection, Date.now());
    case 'search':
      return searchActivity(folder, asked.query, asked.bounds, Date.now());
    case 'export': {
      let entries = 0;
      const pieces = csvPieces(folder, asked.query, asked.separator, Date.now(), () => {
        entries += 1;
      });
      const written = writePiecesAtomically(asked.into, asked.name, pieces);
      return written.ok ? { ok: true, value: entries } : written;
    }
  }
}
