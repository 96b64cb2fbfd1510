import { createRoot } from 'react-dom/client';
import './fonts.css';
import './tokens.css';
import './base.css';
import { App } from './App.tsx';
import { windowBridge } from './bridge.ts';
import { leavePastingToMain } from './leavePastingToMain.ts';
import { createDeskStore } from './state/deskStore.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const bridge = windowBridge();
const store = createDeskStore(bridge);
leavePastingToMain(bridge);
let isDrawn = false;
// Draws once main has answered: an empty window drawn before would delay the list. Until then index.html says "busy".
store.subscribe(() => {
  if (isDrawn) return;
  isDrawn = true;
  createRoot(root).render(<App bridge={bridge} store={store} />);
});
