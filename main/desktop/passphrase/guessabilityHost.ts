import { parentPort, workerData } from 'node:worker_threads';
import { makeGuessabilityJudge } from './guessability.ts';
import type { GuessabilityQuestion } from './guessabilityThread.ts';

const { words, known }: GuessabilityQuestion = workerData;
parentPort?.postMessage(makeGuessabilityJudge()(words, known));
