import type { Session } from 'electron';
import { parseUrl } from '../../oauth/url.ts';
import { type AddressSpace, nearest, spaceOfHost, spaceOfIp } from './addressSpace.ts';
import { isDirect } from './connectionGate.ts';

/** Where each page of a sign-in is, as it was when its own address was looked up: a name may lead elsewhere later. */
export class PageSpaces {
  readonly #own: Session;
  readonly #start: string;
  readonly #places = new Map<number, { asked?: AddressSpace; next?: AddressSpace | undefined; now?: AddressSpace }>();

  /** @param start the address where the sign-in begins */
  constructor(own: Session, start: string) {
    this.#own = own;
    this.#start = start;
  }

  /** Where an address leads that a page, by the id of its contents, wants to go to. */
  async ofNavigation(id: number, address: string): Promise<AddressSpace> {
    const asked = await this.of(address);
    this.#placeOf(id).asked = asked;
    return asked;
  }

  /** Where an address leads. A name is looked up, but where a proxy does that it counts as public. */
  async of(address: string): Promise<AddressSpace> {
    const url = parseUrl(address.replace(/^ws/, 'http'));
    if (url === undefined) return 'public';
    const said = spaceOfHost(url.hostname);
    if (said !== undefined || !(await isDirect(url.href))) return said ?? 'public';
    const found = await this.#own.resolveHost(url.hostname).catch(() => ({ endpoints: [] }));
    return nearest(found.endpoints.map(({ address: ip }) => spaceOfIp(ip)));
  }

  /** Where the sign-in began. */
  ofStart(): Promise<AddressSpace> {
    return this.of(this.#start);
  }

  /** Where a page is; one whose address is its opener's is where the sign-in began. */
  async ofPage(id: number): Promise<AddressSpace> {
    const { now, next } = this.#placeOf(id);
    // The first requests of a new page come before Electron tells that it is there.
    return nearest([now ?? (await this.ofStart()), next ?? 'public']);
  }

  /** A page that was asked for has been answered. */
  noteAnswer(id: number): void {
    const place = this.#placeOf(id);
    place.next = place.asked;
  }

  /** A page that was answered is there, or does not come: a download. */
  settle(id: number, isThere: boolean): void {
    const place = this.#placeOf(id);
    if (isThere && place.next !== undefined) place.now = place.next;
    place.next = undefined;
  }

  #placeOf(id: number) {
    const place = this.#places.get(id) ?? {};
    this.#places.set(id, place);
    return place;
  }
}
