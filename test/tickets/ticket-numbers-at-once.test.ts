import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { createTestItsm, onEachDatabase, onServer, type TestItsm } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { startPortal, testEnvironment } from '../support/portal.ts'
import { type StartedProgram, startProgram } from '../support/processes.ts'

const replicas = 4
const ticketsEach = 25
const year = 2031

/** Starts replicas, lets them loose together once all are ready, and collects the numbers that they gave out. */
async function numbersOfReplicas(itsm: TestItsm): Promise<string[]> {
  const environment = {
    ...testEnvironment,
    DATABASE_URL: itsm.url,
    NOW: `${year}-05-06T07:08:09.000Z`,
    LOG_LEVEL: 'silent',
  }
  const started = Array.from({ length: replicas }, () =>
    startProgram('test/support/replica.ts', [String(ticketsEach)], environment),
  )
  await Promise.all(started.map(untilReady))
  for (const { child } of started) child.stdin.end('go\n')
  const runs = await Promise.all(started.map(({ ended }) => ended))
  return runs.flatMap(({ code, output, errors }): string[] => {
    if (code !== 0) throw new Error(errors)
    return JSON.parse(output.replace('ready\n', ''))
  })
}

function untilReady({ child, ended }: StartedProgram): Promise<unknown> {
  const ready = new Promise((resolve) => child.stdout.once('data', resolve))
  return Promise.race([ready, ended])
}

/** The ITSM's own generator: the highest number by string order plus one, without a lock. */
async function writeLikeAgents(itsm: TestItsm, isOver: () => boolean): Promise<string[]> {
  const numbers: string[] = []
  while (!isOver()) {
    const { rows } = await sql<{ highest: string | null }>`select max(ticket_number) as highest from tickets
      where tenant_id = ${demoIds.demoOrg} and ticket_number like ${`INC-${year}-%`}`.execute(itsm.admin.kysely)
    const next = Number(rows[0]?.highest?.slice(9) ?? 0) + 1
    const number = `INC-${year}-${String(next).padStart(5, '0')}`
    await insertAgentTicket(itsm, { ticket_number: number })
    numbers.push(number)
    await sleep(2)
  }
  return numbers
}

async function portalNumbers(itsm: TestItsm): Promise<string[]> {
  const rows = await itsm.admin.kysely
    .selectFrom('tickets')
    .select('ticket_number')
    .where('source', '=', 'portal')
    .where('ticket_number', 'like', `INC-${year}-%`)
    .execute()
  return rows.map((row) => row.ticket_number)
}

/** Holds what replicas have acknowledged against what stands in the ITSM. */
async function checkNumbers(t: Test, itsm: TestItsm, acknowledged: readonly string[]): Promise<void> {
  t.equal(acknowledged.length, replicas * ticketsEach)
  t.equal(new Set(acknowledged).size, acknowledged.length, 'no number was given out twice')
  const stored = await portalNumbers(itsm)
  t.equal(new Set(stored).size, stored.length, 'no number of the portal stands in the ITSM twice')
  t.same(
    acknowledged.filter((number) => !stored.includes(number)),
    [],
    'every number stands in the ITSM',
  )
}

onServer(t, 'replicas in several processes never give a number out twice, from the first of a year on', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const numbers = await numbersOfReplicas(itsm)
  await checkNumbers(t, itsm, numbers)
  t.equal(numbers.toSorted()[0], `INC-${year}-00001`)
})

onServer(t, 'nor while agents create tickets in between', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  let isOver = false
  const replicasDone = numbersOfReplicas(itsm).finally(() => {
    isOver = true
  })
  const [numbers, ofAgents] = await Promise.all([replicasDone, writeLikeAgents(itsm, () => isOver)])
  t.ok(ofAgents.length > 0)
  await checkNumbers(t, itsm, numbers)
})

onEachDatabase(t, 'requests at the same moment to one portal get different numbers', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  portal.setNow(new Date(`${year}-05-06T07:08:09.000Z`))
  const tokens = await Promise.all([portal.signIn(), portal.signIn('mehmet.yildiz@acme.example.com')])
  const tickets = await Promise.all(
    Array.from({ length: 20 }, () => tokens.map((token) => openTicket(portal, token))).flat(),
  )
  const numbers = tickets.map(({ ticketNumber }) => ticketNumber)
  t.equal(new Set(numbers).size, 40)
  t.equal(numbers.toSorted().at(-1), `INC-${year}-00040`)
})
