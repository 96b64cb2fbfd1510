import type { Profile } from '../../../preload/connection.ts';
import { type FakeBridge, fakeBridge, replied } from '../../fakes/bridge.ts';
import { connection, desk, noon, pageOf } from '../states.ts';

const minute = 60_000;

function person(userName: string, organisationName: string, email: string): Profile {
  return { userId: 'us1', userName, email, organisationId: 'or1', organisationName, currency: 'AED', roles: ['ADMIN'] };
}

const arabic = 'شركة الخليج للتجارة والمقاولات';
const hebrew = 'שלום ושות׳ בע״מ';
const japanese = '株式会社オーチャード';

/** Names that are written from right to left, beside digits and Latin words, and names in other letters. */
export const nameScenes: Readonly<Record<string, () => FakeBridge>> = {
  'names-of-other-scripts': () => {
    const bridge = fakeBridge(
      desk({
        connections: [
          connection({ name: `${arabic} 2026`, profile: person('أحمد عبد الله', arabic, 'ahmad@khalij.example') }),
          connection({ id: 'c2', name: hebrew, profile: person('דנה לוי', hebrew, 'dana@shalom.example') }),
          connection({ id: 'c3', name: japanese, status: 'problem', retryAt: noon + 12 * minute }),
          connection({ id: 'c4', name: 'Łódź Żółć & Ćma', status: 'offline', retryAt: noon + 4 * minute }),
          connection({ id: 'c5', name: 'Εταιρεία Αθηνών', status: 'sign-in-needed', accessToken: undefined }),
        ],
        clipboard: {
          ...{ id: 'c1', name: `${arabic} 2026`, format: 'token' },
          ...{ validUntil: noon + 42 * minute, clearsAt: noon + 30_000 },
        },
        removed: [{ id: 'c9', name: hebrew, undoUntil: noon + 10_000 }],
      }),
    );
    bridge.answers.activity = () =>
      replied(
        pageOf([
          { at: noon - 18 * minute, what: 'renewed', by: 'itself' },
          { at: noon - 63 * minute, what: 'copied', by: 'tray' },
        ]),
      );
    return bridge;
  },
};
