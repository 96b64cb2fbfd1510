import { createRoot } from 'react-dom/client';
import '../../../renderer/fonts.css';
import '../../../renderer/tokens.css';
import '../../../renderer/base.css';
import { App } from '../../../renderer/App.tsx';
import { createDeskStore } from '../../../renderer/state/deskStore.ts';
import { scenes } from './scenes.ts';

/**
 * Shows one state of the window with a fake bridge, `?first-run`; without a name, lists them all.
 * Served by `npx vite test/renderer/gallery`; never part of the app.
 */
const name = window.location.search.slice(1);
const scene = Object.hasOwn(scenes, name) ? scenes[name] : undefined;
const root = createRoot(document.getElementById('root') ?? document.body);
if (scene === undefined) {
  root.render(
    <ul>
      {Object.keys(scenes).map((each) => (
        <li key={each}>
          <a href={`?${each}`}>{each}</a>
        </li>
      ))}
    </ul>,
  );
} else {
  const bridge = scene();
  root.render(<App bridge={bridge} store={createDeskStore(bridge)} />);
}
