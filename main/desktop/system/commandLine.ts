/**
 * The only switches with which the packed app runs, each with the values that it may have: our own, and those by which a
 * desktop or a person with a special screen or graphics card makes a window of Chromium's appear as it should. None of
 * them opens the app, its traffic or its processes to anybody. Names in lower case.
 */
const ALLOWED: ReadonlyMap<string, RegExp> = new Map([
  ['hidden', /^$/],
  ['started-clean', /^$/],
  // The windowing system.
  ['ozone-platform', /^(x11|wayland)$/],
  ['ozone-platform-hint', /^(auto|x11|wayland)$/],
  ['enable-features', /^(UseOzonePlatform|WaylandWindowDecorations|,)*$/],
  ['enable-wayland-ime', /^(true|false)?$/],
  ['wayland-text-input-version', /^[13]$/],
  ['gtk-version', /^[34]$/],
  ['class', /^[\w.-]{1,64}$/],
  // The screen and the graphics card.
  ['force-device-scale-factor', /^\d(\.\d+)?$/],
  ['disable-gpu', /^$/],
  ['disable-gpu-compositing', /^$/],
  ['disable-software-rasterizer', /^$/],
  ['disable-dev-shm-usage', /^$/],
  ['use-gl', /^[a-z]+$/],
  ['use-angle', /^[a-z0-9-]+$/],
  // What a person needs to read and to use it.
  ['force-renderer-accessibility', /^[a-z-]*$/],
  ['force-dark-mode', /^$/],
  ['force-prefers-reduced-motion', /^$/],
  ['lang', /^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$/],
  // What people and launchers give to every app of this kind: nothing comes of it here, where keytar keeps the secrets.
  ['password-store', /^[a-z0-9-]+$/],
  ['no-first-run', /^$/],
  ['no-default-browser-check', /^$/],
  ['original-process-start-time', /^\d+$/],
]);

/** What macOS' Finder adds, with a number of the start. */
const BY_FINDER = /^-psn_\d+_\d+$/;

/**
 * The first switch, if any, with which the packed app does not run: as it was given, without dashes and value. Every word
 * counts that some system's Chromium reads as a switch: after blanks, with one dash or more, after `--` too, and with a
 * slash on Windows. Fuses do not stop switches (docs/electron.md "Switches that fuses do not stop").
 * @param words the arguments after the program's name
 */
export function refusedSwitch(words: readonly string[]): string | undefined {
  for (const word of words.map((one) => one.trim())) {
    const [, name, value = ''] = /^(?:-+|\/(?=[^/]*$))([^=]*)=?(.*)$/s.exec(word) ?? [];
    if (name === undefined || name === '' || BY_FINDER.test(word)) continue;
    if (ALLOWED.get(name.toLowerCase())?.test(value) !== true) return name;
  }
  return undefined;
}

/**
 * Variables that steer Node, Electron or Chromium. Some have acted before our first line: they write what the app does into
 * files, or start another program in place of one of Chromium's.
 */
const STEERS = /^(NODE|ELECTRON|CHROME|CHROMIUM|GOOGLE|V8|UV)_|^SSLKEYLOGFILE$/i;
/** Those among them that the app keeps: a desktop chooses its windowing system by them, and names the app. */
const KEPT = /^(ELECTRON_OZONE_PLATFORM_HINT|CHROME_DESKTOP)$/;
/** Those that do nothing until our first line deletes them, or that a fuse stops. People set them for every program. */
const IDLE =
  /^(NODE_ENV|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|ELECTRON_RUN_AS_NODE|ELECTRON_NO_ATTACH_CONSOLE|ELECTRON_NO_UPDATER|CHROME_WRAPPER|SSLKEYLOGFILE)$/;

/**
 * Deletes the variables that steer Node, Electron or Chromium, those of the system's own environment too, so that no
 * process the app starts has them.
 * @returns whether one of them may have acted already, so that only a new start is free of it
 */
export function clearEnvironment(environment: NodeJS.ProcessEnv): boolean {
  const steering = Object.keys(environment).filter((name) => STEERS.test(name) && !KEPT.test(name));
  for (const name of steering) delete environment[name];
  return steering.some((name) => !IDLE.test(name));
}

/** The switch of a start that the app made itself because its first one had been steered by a variable. */
export const STARTED_CLEAN = '--started-clean';

/** The switch of a start that the system makes when a person logs in. */
export const HIDDEN = '--hidden';

/** Whether a start with these arguments opens no window. */
export function startsHidden(words: readonly string[]): boolean {
  return words.includes(HIDDEN);
}
