import { type Bus, connectBus, sessionBusAddress } from './connection.ts';
import { type BusMessage, concatAligned, encodeString, encodeUint32, readString } from './message.ts';

/** Bus names, each with the interface by which it says that the screen is locked: KDE and others, GNOME, Cinnamon, MATE, Xfce. */
const SAVERS: readonly (readonly [name: string, speaks: string])[] = [
  ...['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce']
    .map((desktop) => `org.${desktop}.ScreenSaver`)
    .map((name) => [name, name] as const),
  // GNOME Shell itself: what has GNOME's name only passes it on, and does not run until somebody asked it something.
  ['org.gnome.Shell.ScreenShield', 'org.gnome.ScreenSaver'],
];
const LOGIN = 'org.freedesktop.login1';
const LOGIN_SESSION = 'org.freedesktop.login1.Session';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
/** A bus that was there and went is tried again after so many milliseconds. */
const RETRY = 5_000;

/** Where the system bus is. @see D-Bus Specification, "Well-known Message Bus Instances" */
export function systemBusAddress({ DBUS_SYSTEM_BUS_ADDRESS }: NodeJS.ProcessEnv): string {
  return DBUS_SYSTEM_BUS_ADDRESS || 'unix:path=/var/run/dbus/system_bus_socket';
}

/**
 * Calls `onLock` when a screen saver on the session bus says that the screen is locked, when the login manager on the
 * system bus is asked to lock this session, or notes that it is locked. Returns what stops it.
 * @param env names both buses, and the session by `XDG_SESSION_ID`
 */
export function watchLockSignals(env: NodeJS.ProcessEnv, onLock: () => void): () => void {
  const stops = [
    hear(
      sessionBusAddress(env),
      SAVERS.map(([name, speaks]) => `type='signal',sender='${name}',interface='${speaks}',member='ActiveChanged'`),
      async (bus, { member, interface: spoken, sender, body }) => {
        if (member !== 'ActiveChanged' || body.length !== 4 || body.readUInt32LE() !== 1) return;
        for (const [name, speaks] of SAVERS)
          if (speaks === spoken && (await isOwner(bus, name, sender))) return onLock();
      },
    ),
    hear(
      systemBusAddress(env),
      [
        `type='signal',sender='${LOGIN}',interface='${LOGIN_SESSION}',member='Lock'`,
        `type='signal',sender='${LOGIN}',interface='${PROPERTIES}',member='PropertiesChanged',arg0='${LOGIN_SESSION}'`,
      ],
      async (bus, { member, path, sender }) => {
        if (member !== 'Lock' && member !== 'PropertiesChanged') return;
        if (!(await isOwner(bus, LOGIN, sender))) return;
        const own = await sessionPath(bus, env);
        // Where the login manager does not know our session, any that is locked may be it.
        if (own !== undefined && own !== path) return;
        if (member === 'Lock' || (await isLocked(bus, path))) onLock();
      },
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Hears signals by these rules until the returned function is called. */
function hear(address: string, rules: readonly string[], onSignal: (bus: Bus, signal: BusMessage) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const start = (): Bus | undefined => {
    const started: Bus | undefined = connectBus(address, {
      onSignal: (signal) => {
        if (started !== undefined) onSignal(started, signal);
      },
      onClose: () => {
        if (isStopped || !isGreeted) return;
        timer = setTimeout(() => {
          bus = start();
        }, RETRY);
      },
    });
    let isGreeted = false;
    for (const rule of rules) {
      void started?.callBus('AddMatch', 's', encodeString(rule)).then(({ ok }) => {
        isGreeted ||= ok;
      });
    }
    return started;
  };
  let bus = start();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    bus?.close();
  };
}

/** Whether the sender owns the name: a signal that is sent to us alone passes every rule. */
async function isOwner(bus: Bus, name: string, sender: string): Promise<boolean> {
  const owner = await bus.callBus('GetNameOwner', 's', encodeString(name));
  return owner.ok && sender !== '' && readString(owner.value) === sender;
}

/** The object of the session in which this process runs; undefined when the login manager does not know one. */
async function sessionPath(bus: Bus, { XDG_SESSION_ID }: NodeJS.ProcessEnv): Promise<string | undefined> {
  const manager = { destination: LOGIN, path: '/org/freedesktop/login1', interface: `${LOGIN}.Manager` };
  const byName = XDG_SESSION_ID
    ? await bus.call({ ...manager, member: 'GetSession', signature: 's', body: encodeString(XDG_SESSION_ID) })
    : undefined;
  if (byName?.ok) return readString(byName.value);
  const pid = encodeUint32(process.pid);
  const byProcess = await bus.call({ ...manager, member: 'GetSessionByPID', signature: 'u', body: pid });
  return byProcess.ok ? readString(byProcess.value) : undefined;
}

async function isLocked(bus: Bus, path: string): Promise<boolean> {
  // The second string begins at a multiple of four bytes.
  const body = concatAligned(4, [encodeString(LOGIN_SESSION), encodeString('LockedHint')]);
  const hint = await bus.call({
    destination: LOGIN,
    path,
    interface: PROPERTIES,
    member: 'Get',
    signature: 'ss',
    body,
  });
  // A variant: the signature `b` in three bytes, one of padding, the boolean.
  return hint.ok && hint.value.length === 8 && hint.value.readUInt32LE(4) === 1;
}
