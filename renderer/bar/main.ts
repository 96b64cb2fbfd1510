import type { BarBridge } from '../../preload/barContract.ts';
import '../fonts.css';
import '../tokens.css';
import '../base.css';
import './bar.css';
import './forcedColours.css';
import { leaveKeysToMain } from '../leaveKeysToMain.ts';
import { listenForMissing } from './showMissing.ts';
import { listenForAnswers } from './showQuestion.ts';
import { showState, showWords } from './showState.ts';

declare global {
  interface Window {
    readonly bar: BarBridge;
  }
}

const { bar } = window;

document.getElementById('back')?.addEventListener('click', () => void bar.back());
document.getElementById('reload')?.addEventListener('click', () => void bar.reload());
for (const id of ['browser', 'browser-instead']) {
  document.getElementById(id)?.addEventListener('click', () => void bar.openInBrowser());
}
showWords();
leaveKeysToMain();
listenForAnswers(bar);
listenForMissing(bar);
// Subscribe first, so that no change between the two calls is missed. A change may overtake the answer.
let isTold = false;
bar.onState((state) => {
  isTold = true;
  showState(state);
});
void bar.state().then((state) => {
  if (!isTold) showState(state);
});
