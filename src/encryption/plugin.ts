import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { EncryptedColumn } from './encrypted-columns-repository.ts'
import type { Encryption } from './encryption.ts'
import { rotateKeys } from './rotate-keys.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Makes a column part of key rotation. Its owner calls this before the application is ready. */
    registerEncryptedColumn(column: EncryptedColumn): void
  }
}

/** Milliseconds until the next attempt after the database was unavailable. */
const pause = 60_000

/**
 * Key rotation: after the start, in the background, the service encrypts the values of former secrets again with
 * JWT_SECRET. The former secrets can then be removed. The log says how many values no known secret decrypts.
 */
export const keyRotation = fp(
  async (app: FastifyInstance, { encryption }: { encryption: Encryption }) => {
    const columns: EncryptedColumn[] = []
    app.decorate('registerEncryptedColumn', (column) => {
      columns.push(column)
    })
    const stop = new AbortController()
    const run = async () => {
      while (!stop.signal.aborted)
        try {
          const { rotated, undecryptable } = await rotateKeys(app.database, encryption, { columns, stop: stop.signal })
          if (rotated > 0) app.log.info({ rotated }, 'values encrypted again with JWT_SECRET')
          if (undecryptable > 0)
            app.log.error(
              { undecryptable },
              'values cannot be decrypted: their secret is missing in JWT_PREVIOUS_SECRETS',
            )
          return
        } catch (error) {
          app.log.warn({ err: error }, 'key rotation failed and will be tried again')
          await sleep(pause, undefined, { signal: stop.signal, ref: false }).catch(() => {})
        }
    }
    let running: Promise<void> | undefined
    app.addHook('onReady', async () => {
      running = run()
    })
    app.addHook('preClose', async () => {
      stop.abort()
      await running
    })
  },
  { name: 'key-rotation', dependencies: ['database'] },
)
