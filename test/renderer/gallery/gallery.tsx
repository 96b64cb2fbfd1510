import { createRoot } from 'react-dom/client';
import '../../../renderer/fonts.css';
import '../../../renderer/tokens.css';
import '../../../renderer/base.css';
import { isAct } from '../../../preload/shared/acts.ts';
import { App } from '../../../renderer/App.tsx';
import { createDeskStore } from '../../../renderer/state/deskStore.ts';
import { replied } from '../../fakes/bridge.ts';
import { FailureCards } from './FailureCards.tsx';
import { scenes } from './scenes.ts';

/**
 * Shows one state of the window with a fake bridge, `?scene=first-run`; without a scene, lists them all.
 * `&locale=de-DE` shows it in that language, `&act=settings` after that act, once it is offered. `?failures=0` shows every
 * failure as a card, the first of the sheets. Served by `npx vite test/renderer/gallery`; never part of the app.
 */
const asked = new URLSearchParams(window.location.search);
const name = asked.get('scene') ?? '';
const sheet = asked.get('failures');
const locale = asked.get('locale') ?? 'en-GB';
const act = asked.get('act');
const scene = Object.hasOwn(scenes, name) ? scenes[name] : undefined;
const root = createRoot(document.getElementById('root') ?? document.body);
if (sheet !== null) root.render(<FailureCards sheet={Number(sheet)} locale={locale} />);
else if (scene !== undefined) {
  const bridge = scene();
  const { desk, offerActs } = bridge.answers;
  bridge.answers.desk = async () => {
    const reply = await desk();
    return reply.ok ? { ok: true, value: { ...reply.value, locale } } : reply;
  };
  let isDone = false;
  bridge.answers.offerActs = (acts) => {
    if (act === null || !isAct(act)) return offerActs(acts);
    if (isDone || !acts.includes(act)) return replied(null);
    isDone = true;
    // After React has drawn what offers it.
    setTimeout(() => bridge.say('act', act));
    return replied(null);
  };
  root.render(<App bridge={bridge} store={createDeskStore(bridge)} />);
} else {
  root.render(
    <ul>
      {Object.keys(scenes).map((each) => (
        <li key={each}>
          <a href={`?scene=${each}`}>{each}</a>
        </li>
      ))}
    </ul>,
  );
}
