import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Tables } from '../database/tables.ts'
import { mailContext } from '../mail/outbox.ts'
import { clientSecretContext } from './oidc/discovery.ts'
import { secondFactorContext } from './one-time-codes.ts'
import type { Sealing } from './sealing.ts'

/** Everything in the database that is sealed. */
const sealedColumns: { table: keyof Tables; id: string; column: string; context: (id: string) => string }[] = [
  {
    table: 'customer_portal_second_factors',
    id: 'portal_user_id',
    column: 'sealed_secret',
    context: secondFactorContext,
  },
  {
    table: 'customer_portal_identity_providers',
    id: 'tenant_id',
    column: 'sealed_client_secret',
    context: clientSecretContext,
  },
  { table: 'customer_portal_mails', id: 'id', column: 'sealed', context: () => mailContext },
]

const pageSize = 200

/** Milliseconds until it is tried again, where the database was away. */
const pause = 60_000

/**
 * When the service starts, and while it already serves: seals with JWT_SECRET what a former secret has sealed, so that
 * the former one can be taken away. Says in the log what no secret opens any more.
 */
export const sealingAnew = fp(
  async (app: FastifyInstance, { sealing }: { sealing: Sealing }) => {
    const stop = new AbortController()
    const run = async () => {
      while (!stop.signal.aborted)
        try {
          const { renewed, broken } = await sealAnew(app.database, sealing, stop.signal)
          if (renewed > 0) app.log.info({ renewed }, 'sealed anew with JWT_SECRET')
          if (broken > 0) app.log.error({ broken }, 'sealed with a secret that is not in JWT_PREVIOUS_SECRETS any more')
          return
        } catch (error) {
          app.log.warn({ err: error }, 'not sealed anew, and tried again')
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
  { name: 'sealing-anew', dependencies: ['database'] },
)

/** @returns how much was sealed anew, and how much no known secret opens */
async function sealAnew(
  database: ItsmDatabase,
  sealing: Sealing,
  stop: AbortSignal,
): Promise<{ renewed: number; broken: number }> {
  let renewed = 0
  let broken = 0
  for (const { table, id, column, context } of sealedColumns) {
    let last = ''
    while (!stop.aborted) {
      const { rows } = await sql<{ id: string; sealed: string }>`
        select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
        where ${sql.ref(id)} > ${last} and ${sql.ref(column)} <> '' order by ${sql.ref(id)} limit ${sql.lit(pageSize)}
      `.execute(database.kysely)
      for (const row of rows) {
        const anew = sealing.renew(context(row.id), row.sealed)
        if (anew === row.sealed) continue
        if (anew === null) {
          broken += 1
          continue
        }
        // Where somebody has changed it meanwhile, theirs stays.
        await sql`
          update ${sql.table(table)} set ${sql.ref(column)} = ${anew}
          where ${sql.ref(id)} = ${row.id} and ${sql.ref(column)} = ${row.sealed}
        `.execute(database.kysely)
        renewed += 1
      }
      if (rows.length < pageSize) break
      last = rows.at(-1)?.id ?? ''
    }
  }
  return { renewed, broken }
}
