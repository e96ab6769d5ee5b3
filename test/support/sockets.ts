import { connect, type Socket } from 'node:net'
import type { Test } from 'tap'
import type { Dialect } from '../../src/database/connection.ts'
import { startPortal, type TestPortal, type TestPortalOptions } from './portal.ts'

/** A portal that listens on a port of the loopback address. */
export interface ListeningPortal extends TestPortal {
  port: number
  url: string
}

/** Starts a portal that listens; the end of the test stops it. */
export async function startListening(
  t: Test,
  dialect: Dialect = 'sqlite',
  options: TestPortalOptions = {},
): Promise<ListeningPortal> {
  const portal = await startPortal(t, dialect, options)
  const url = await portal.app.listen({ host: '127.0.0.1', port: 0 })
  return { ...portal, url, port: Number(new URL(url).port) }
}

/** One answer as it came over the wire. */
export interface RawAnswer {
  status: number
  /** In lower case. */
  head: string
  body: string
}

/** What came back for the bytes that were sent. */
export interface Exchange {
  answers: RawAnswer[]
  /** Whether the server closed the connection; otherwise it fell silent. */
  isClosed: boolean
}

/** Milliseconds without a byte after which a connection counts as silent: above the time of any single answer. */
const silence = 10_000

/**
 * Sends bytes as they are, and collects what comes back until the server closes the connection or falls silent. The
 * sending side stays open, so that it is the server that ends it.
 */
export function exchange(port: number, bytes: string | Buffer): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let isClosed = true
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(silence, () => {
      isClosed = false
      socket.destroy()
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    // The server may reset what it no longer reads; what it said before counts.
    socket.on('error', () => {})
    socket.on('close', () => resolve({ answers: parseAnswers(Buffer.concat(chunks)), isClosed }))
  })
}

/** Opens a connection, sends bytes and leaves it at that. */
export function holdOpen(port: number, bytes: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
  socket.on('error', () => {})
  return socket
}

function parseAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = []
  for (let rest = bytes; rest.length > 0; ) {
    const end = rest.indexOf('\r\n\r\n')
    const head = rest
      .subarray(0, end < 0 ? undefined : end)
      .toString('latin1')
      .toLowerCase()
    const status = Number(/^http\/1\.1 (\d{3})/.exec(head)?.[1])
    if (end < 0 || Number.isNaN(status)) throw new Error(`no answer: ${rest.toString('latin1')}`)
    const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0)
    answers.push({ status, head, body: rest.subarray(end + 4, end + 4 + length).toString() })
    rest = rest.subarray(end + 4 + length)
  }
  return answers
}
