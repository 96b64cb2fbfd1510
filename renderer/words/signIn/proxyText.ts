/** The question for what a proxy wants to know. */
export const PROXY_TITLE = 'Your company’s network asks who you are';

/** Who asks, and what becomes of the answer. @param host of the proxy, with its port */
export function proxyText(host: string): string {
  return `The proxy ${host} lets Token Desk through with a name and password, usually those of your computer. They are sent to it alone, and forgotten when Token Desk quits.`;
}

/** The last answer was wrong. */
export const PROXY_REFUSED = {
  title: 'The proxy did not accept them',
  meaning: 'Check name and password. Some companies want the domain before the name.',
};
