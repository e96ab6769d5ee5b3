import type { IncomingMessage } from 'node:http'

/** Bytes. A body with a larger announced length is not read. */
const mostRead = 4 * 1024 * 1024

/** Milliseconds. A sender that is slower is cut off. */
const longestWait = 1_000

/**
 * Reads and drops the rest of a refused body, if the client has announced its length. If the connection were closed while
 * the client sends, the answer would be lost, and a proxy would answer 502 (RFC 9112, 9.6).
 */
export async function dropRest(request: IncomingMessage): Promise<void> {
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY)
  if (request.complete || length > mostRead) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestWait)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    request.once('end', done).once('close', done).once('error', done).resume()
  })
}
