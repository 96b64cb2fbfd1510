import { createRoot } from 'react-dom/client';
import './fonts.css';
import './tokens.css';
import './base.css';
import { App } from './App.tsx';
import { windowBridge } from './bridge.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App bridge={windowBridge()} />);
