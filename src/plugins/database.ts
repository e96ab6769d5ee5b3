import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { apiError } from '../api-error.ts'
import type { Config } from '../config/settings.ts'
import type { OpenDatabase } from '../database/connection.ts'
import { type Finding, formatFindings } from '../database/itsm/inspection.ts'
import { checkItsm, type ItsmDatabase } from '../database/itsm/itsm-database.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The ITSM's database. @throws SERVICE_UNAVAILABLE as long as it was not reached, or does not fit. */
    readonly database: ItsmDatabase
    /** Whether the ITSM answers now, and fits: looked at again once the last look is too old. It decides readiness. */
    checkItsm(): Promise<'fits' | 'unreachable' | 'does not fit'>
  }
}

/** The database is there but is not one that the portal can work on. */
export class DatabaseDoesNotFit extends Error {
  constructor(findings: readonly Finding[]) {
    super(`The database does not fit the portal:\n${formatFindings(findings)}`)
  }
}

export interface DatabaseOptions {
  config: Config
  database: OpenDatabase
  /** Milliseconds for which a look at the ITSM holds. */
  checkedFor: number
}

const retryAfter = 2_000

/**
 * Holds the ITSM's database. An ITSM that does not fit stops the start with the doctor's message. A database that
 * cannot be reached does not: requests get 503 until it comes, and then work.
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
        // What was learned of the ITSM stays true while it is away; queries fail by themselves meanwhile.
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
      // A look that was under way may have begun before the database went away.
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
 * Reads from a table. A node of a cluster that is not ready still answers for its catalogue, and a query without a
 * table, but refuses to read from one.
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
