import { parentPort } from 'node:worker_threads';
import { Selections } from './selections.ts';
import type { SelectionAnswer, SelectionCall } from './selectionsThread.ts';

// Secrets pass only through this port and to the X server. @see docs/decisions/0011-own-x11-client.md
const opening = Selections.open(process.env);

parentPort?.on('message', async (call: SelectionCall) => {
  const selections = await opening;
  const value = selections && (await answerTo(selections, call));
  const answer: SelectionAnswer = { serial: call.serial, value };
  parentPort?.postMessage(answer);
});

function answerTo(selections: Selections, call: SelectionCall): Promise<unknown> {
  switch (call.act) {
    case 'open':
      return Promise.resolve(true);
    case 'isAnswering':
      return selections.isAnswering();
    case 'offer':
      return selections.offer(call.text, call.as);
    case 'clear':
      return selections.clear(call.text);
    case 'holder':
      return selections.holder(call.text);
    case 'read':
      return selections.read(call.selection);
    case 'clearSelectionOf':
      return selections.clearSelectionOf(call.window);
    case 'guardMenus':
      return Promise.resolve(selections.guardMenus(call.window));
  }
}
