/** Command-line switches that would expose the app to another program, or its traffic to the network. */
const REFUSED: readonly string[] = [
  // Debuggers.
  'remote-debugging-port remote-debugging-pipe remote-debugging-address remote-debugging-io-pipes',
  'remote-allow-origins inspect inspect-brk inspect-wait inspect-port inspect-publish-uid js-flags',
  // Processes outside the sandbox, or in place of our own.
  'no-sandbox no-zygote no-zygote-sandbox single-process in-process-gpu disable-setuid-sandbox',
  'disable-namespace-sandbox disable-seccomp-filter-sandbox disable-gpu-sandbox allow-sandbox-debugging',
  'browser-subprocess-path renderer-cmd-prefix utility-cmd-prefix gpu-launcher ppapi-plugin-launcher',
  // The checks between pages, and features of Chromium by name.
  'disable-web-security disable-site-isolation-trials disable-features disable-blink-features',
  'enable-blink-features enable-features ssl-version-min ssl-version-max headless allow-running-insecure-content',
  'allow-insecure-localhost unsafely-treat-insecure-origin-as-secure',
  // Certificates, host names, proxies and sign-in to the network.
  'ignore-certificate-errors ignore-certificate-errors-spki-list ignore-urlfetcher-cert-requests',
  'host-resolver-rules host-rules proxy-server proxy-pac-url proxy-bypass-list proxy-auto-detect no-proxy-server',
  'auth-server-allowlist auth-server-whitelist auth-negotiate-delegate-allowlist',
  'auth-negotiate-delegate-whitelist',
  // Extensions, and records of traffic, keys and memory.
  'load-extension log-net-log net-log-capture-mode ssl-key-log-file enable-logging log-file log-level v vmodule',
  'trace-startup trace-startup-file enable-crash-reporter crash-dumps-dir',
  // How the app presents itself, and where its data lies.
  'user-agent user-data-dir',
].flatMap((names) => names.split(' '));

/** Environment variables with the same effect: deleted rather than refused, because a desktop may set them for every program. */
const CLEARED = [
  ...['SSLKEYLOGFILE', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS'],
  ...['ELECTRON_ENABLE_LOGGING', 'NODE_V8_COVERAGE', 'NODE_DEBUG'],
];

/**
 * The first refused switch of this start, if any, by Chromium's own parser (`has`) and in the arguments as given. Fuses do not
 * stop these switches (docs/electron.md "Switches that fuses do not stop"), so the packed app checks before anything else.
 */
export function refusedSwitch(words: readonly string[], has: (name: string) => boolean): string | undefined {
  // Chromium trims each argument before it looks for the dashes.
  const given = words.map((word) => /^\s*(?:--?|\/)-*([^=\s]+)/.exec(word)?.[1]?.toLowerCase());
  return REFUSED.find((name) => has(name) || given.includes(name));
}

/** Deletes the environment variables that would do what a refused switch does. */
export function clearEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of CLEARED) delete environment[name];
}

/** Whether a start with these arguments opens no window: as one that the system makes when a person logs in. */
export function startsHidden(words: readonly string[]): boolean {
  return words.includes('--hidden');
}
