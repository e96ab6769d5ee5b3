import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { apiError } from '../api-error.ts'
import type { Config } from '../config/settings.ts'
import type { OpenDatabase } from '../database/connection.ts'
import { type Finding, formatFindings } from '../database/itsm/inspection.ts'
import { checkItsm, type ItsmDatabase } from '../database/itsm/itsm-database.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The ITSM's database. @throws SERVICE_UNAVAILABLE until it was reached and fits. */
    readonly database: ItsmDatabase
    /** Whether the ITSM answers and fits. The check is repeated if the last one is too old. It decides readiness. */
    checkItsm(): Promise<'fits' | 'unreachable' | 'does not fit'>
  }
}

/** The error of a database that answers but does not meet the contract. */
export class DatabaseDoesNotFit extends Error {
  constructor(findings: readonly Finding[]) {
    super(`The database does not fit the portal:\n${formatFindings(findings)}`)
  }
}

export interface DatabaseOptions {
  config: Config
  database: OpenDatabase
  /** Milliseconds for which a check of the ITSM is valid. */
  checkedFor: number
}

const retryAfter = 2_000

/**
 * Provides the ITSM's database. If the ITSM does not fit, the start fails with the doctor's message. If the database
 * cannot be reached, the service starts, and requests get 503 until the database answers.
 */
export const database = fp(
  async (app: FastifyInstance, { config, database, checkedFor }: DatabaseOptions) => {
    let known: ItsmDatabase | undefined
    let verdict: 'fits' | 'unreachable' | 'does not fit' = 'unreachable'
    let checkedAt = 0

    const look = async (): Promise<Finding[]> => {
      checkedAt = Date.now()
      try {
        const check = await checkItsm(database, config, app.log)
        const errors = check.findings.filter((finding) => finding.severity === 'error')
        if (errors.length === 0) await readRow(database)
        verdict = errors.length === 0 ? 'fits' : 'does not fit'
        known = errors.length === 0 ? check.database : undefined
        return errors
      } catch (error) {
        // The known layout of the ITSM stays valid. Until the database answers again, the queries fail by themselves.
        verdict = 'unreachable'
        app.log.warn({ err: error }, 'database unavailable')
        return []
      }
    }

    const errors = await look()
    if (errors.length > 0) throw new DatabaseDoesNotFit(errors)

    let looking: Promise<void> | undefined
    const lookAgain = () => {
      looking ??= look()
        .then((found) => {
          if (found.length > 0) app.log.error(formatFindings(found))
        })
        .finally(() => {
          looking = undefined
        })
      return looking
    }
    const retry = setInterval(() => {
      if (verdict === 'unreachable') void lookAgain()
    }, retryAfter)
    retry.unref()

    app.decorate('database', {
      getter() {
        if (!known) throw apiError('SERVICE_UNAVAILABLE')
        return known
      },
    })
    app.decorate('checkItsm', async () => {
      const holds = verdict === 'fits' && Date.now() - checkedAt < checkedFor
      if (!holds) await lookAgain()
      // The check may have begun before the database became unavailable.
      if (verdict === 'fits' && !(await answers(database))) await lookAgain()
      return verdict
    })
    app.addHook('onClose', async () => {
      clearInterval(retry)
      await database.kysely.destroy()
    })
  },
  { name: 'database', dependencies: ['errors'] },
)

/**
 * Reads from a table. A cluster node that is not ready still answers queries of the catalogue and queries without a
 * table. It only refuses to read tables.
 */
async function readRow({ kysely }: OpenDatabase): Promise<void> {
  await kysely.selectFrom('customer_portal_users').select('id').limit(1).execute()
}

async function answers(database: OpenDatabase): Promise<boolean> {
  try {
    await readRow(database)
    return true
  } catch {
    return false
  }
}
