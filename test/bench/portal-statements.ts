import { buildApp } from '../../src/app.ts'
import { readServiceSettings } from '../../src/config/read-settings.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import { withSecret } from '../../src/demo/secret.ts'
import type { Operation } from './operations.ts'
import { portalEnvironment } from './portal-process.ts'

export interface Statement {
  sql: string
  values: readonly unknown[]
}

/** What a request asks the database, in turn; the statements of one step are under way at the same time. */
export type Steps = Statement[][]

interface Event extends Statement {
  began: number
  ended: number
}

/**
 * Asks a portal in this process for each operation and writes down what it asks the database. The second of two
 * requests counts: by then it knows the session, as it does for all but one request in five seconds.
 */
export async function captureStatements(
  databaseUrl: string,
  operations: readonly Operation[],
): Promise<Record<string, Steps>> {
  const config = withSecret(readServiceSettings({ ...portalEnvironment, DATABASE_URL: databaseUrl }))
  let events: Event[] = []
  const database = openDatabase(config, ({ query, queryDurationMillis }) => {
    const ended = performance.now()
    events.push({ sql: query.sql, values: query.parameters, began: ended - queryDurationMillis, ended })
  })
  const app = await buildApp({ config, database })
  const steps: Record<string, Steps> = {}
  for (const { path, login } of operations) {
    const signedIn = await app.inject({ method: 'POST', url: '/api/v1/portal/auth/login', payload: login })
    const authorization = `Bearer ${signedIn.json().data.token}`
    for (let request = 0; request < 2; request++) {
      events = []
      const answer = await app.inject({ url: `/api/v1/portal${path}`, headers: { authorization } })
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`)
    }
    steps[path] = inSteps(events)
  }
  await app.close()
  return steps
}

/** A statement that began before the last step had ended belongs to that step. */
function inSteps(events: readonly Event[]): Steps {
  const steps: Steps = []
  let stepEnded = 0
  for (const { sql, values, began, ended } of events.toSorted((a, b) => a.began - b.began)) {
    if (began >= stepEnded) steps.push([])
    steps.at(-1)?.push({ sql, values })
    stepEnded = Math.max(stepEnded, ended)
  }
  return steps
}
