import type { IncomingMessage } from 'node:http'

/** Bytes. A body that says to be longer is not read. */
const mostRead = 4 * 1024 * 1024

/** Milliseconds. A sender that is slower is cut off. */
const longestWait = 1_000

/**
 * Reads and drops the rest of a body that is refused, if the client has said how long it is. If the connection were
 * closed while the client sends, the answer would be lost: a proxy then answers 502 instead (RFC 9112, 9.6).
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
