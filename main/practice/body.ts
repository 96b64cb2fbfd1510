import type { IncomingMessage } from 'node:http';

/** The body as text, or why there is none: larger than 64 KiB, not UTF-8, or the caller disconnected. */
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'gone' };

// The largest real body, a refresh request, is below 4 KiB.
const MOST_BYTES = 64 * 1_024;

/** Reads the body of a request. */
export function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // The rest is read and dropped: a caller whose socket closes while it sends never sees the answer.
      if (bytes <= MOST_BYTES) chunks.push(chunk);
      else resolve({ kind: 'too-large' });
    });
    request.on('end', () => resolve(decode(Buffer.concat(chunks))));
    request.on('error', () => resolve({ kind: 'gone' }));
  });
}

function decode(bytes: Buffer): Body {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'not-text' };
  }
}
