import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import type { Test } from 'tap'
import { freePort } from './database-server.ts'

/** A mail as the server got it. */
export interface ReceivedMail {
  to: string[]
  from: string
  /** Headers and body as they came. */
  raw: string
  /** The link in it. */
  link: string | null
}

export interface MailServer {
  /** The settings of a portal that sends through it. */
  environment: Record<string, string>
  mails: ReceivedMail[]
  /** Recipients whom it does not know. */
  unknown: Set<string>
  start(): Promise<void>
  stop(): Promise<void>
  /** Waits until so many mails have come. */
  untilThereAre(count: number): Promise<ReceivedMail[]>
}

/** A mail server on the loopback interface, which takes every mail; not started yet. */
export async function createMailServer(t: Test): Promise<MailServer> {
  const port = await freePort()
  const mails: ReceivedMail[] = []
  const unknown = new Set<string>()
  const waiting = new Set<() => void>()
  let server: SMTPServer | undefined

  const stop = async () => {
    const stopped = server
    server = undefined
    if (stopped) await new Promise<void>((resolve) => stopped.close(resolve))
  }
  t.teardown(stop)
  return {
    environment: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Service Desk <desk@example.com>',
      PUBLIC_URL: 'https://desk.example.com',
    },
    mails,
    unknown,
    stop,
    start: async () => {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onRcptTo({ address }, _session, done) {
          const refusal = Object.assign(new Error('no such mailbox'), { responseCode: 550 })
          done(unknown.has(address) ? refusal : undefined)
        },
        onData(stream, session, done) {
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            mails.push(received(Buffer.concat(chunks).toString(), session.envelope))
            done()
            for (const wake of waiting) wake()
          })
        },
      })
      server.listen(port, '127.0.0.1')
      await once(server.server, 'listening')
    },
    untilThereAre: async (count) => {
      while (mails.length < count)
        await new Promise<void>((resolve) => {
          waiting.add(resolve)
        })
      return mails
    },
  }
}

function received(
  raw: string,
  { mailFrom, rcptTo }: { mailFrom: { address: string } | false; rcptTo: { address: string }[] },
): ReceivedMail {
  const plain = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  return {
    to: rcptTo.map(({ address }) => address),
    from: mailFrom ? mailFrom.address : '',
    raw: plain,
    link: /^https?:\S+$/m.exec(plain)?.[0] ?? null,
  }
}
