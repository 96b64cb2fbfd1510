/** Command-line switches that would open the app to another program, or its traffic to the network. */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-gpu-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'ignore-urlfetcher-cert-requests',
  'host-resolver-rules',
  'host-rules',
  'proxy-server',
  'proxy-pac-url',
  'load-extension',
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
  'enable-logging',
  'log-file',
  'user-agent',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'auth-server-allowlist',
] as const;

/** Variables with the same effect; they are taken away rather than refused, since a desktop may set them for everyone. */
const CLEARED = [
  'SSLKEYLOGFILE',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_EXTRA_CA_CERTS',
  'ELECTRON_ENABLE_LOGGING',
] as const;

/**
 * The first refused switch in a command line, if any. Fuses do not stop these (faults.md, fact 9), so the packed app
 * looks by itself before anything else.
 */
export function refusedSwitch(words: readonly string[]): string | undefined {
  const given = words.filter((word) => word.startsWith('-')).map((word) => word.replace(/^-+/, '').split('=')[0] ?? '');
  return given.find((name) => REFUSED.some((refused) => refused === name.toLowerCase()));
}

/** Takes away the variables that would do what a refused switch does. */
export function clearEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of CLEARED) delete environment[name];
}
