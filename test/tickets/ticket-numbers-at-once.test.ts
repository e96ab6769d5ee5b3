import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { createTestItsm, onEachDatabase, onServer, type TestItsm } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { startPortal, testEnvironment } from '../support/portal.ts'
import { startProgram } from '../support/processes.ts'

const replicaCount = 4
const ticketsEach = 25
const year = 2031

/** A program on the other end of two pipes, line by line. */
interface Replica {
  nextLine(): Promise<string>
  write(line: string): void
}

/** Starts replicas and waits until all are ready; the end of the test stops them. */
async function startReplicas(t: Test, itsm: TestItsm): Promise<Replica[]> {
  const environment = {
    ...testEnvironment,
    DATABASE_URL: itsm.url,
    NOW: `${year}-05-06T07:08:09.000Z`,
    LOG_LEVEL: 'silent',
  }
  const started = Array.from({ length: replicaCount }, () => {
    const { child, ended } = startProgram('test/support/replica.ts', [], environment)
    t.teardown(async () => {
      child.stdin.end()
      await ended
    })
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    const nextLine = async () => (await lines.next()).value ?? Promise.reject(new Error((await ended).errors))
    return { nextLine, write: (line: string) => child.stdin.write(`${line}\n`) }
  })
  await Promise.all(started.map(({ nextLine }) => nextLine()))
  return started
}

/** Lets the replicas open tickets together, and collects the numbers that they gave out. */
async function openTicketsTogether(replicas: readonly Replica[]): Promise<string[]> {
  for (const replica of replicas) replica.write(String(ticketsEach))
  const numbers = await Promise.all(
    replicas.map(async ({ nextLine }): Promise<string[]> => JSON.parse(await nextLine())),
  )
  return numbers.flat()
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
  t.equal(new Set(acknowledged).size, acknowledged.length, 'no number was given out twice')
  const stored = await portalNumbers(itsm)
  t.equal(new Set(stored).size, stored.length, 'no number of the portal stands in the ITSM twice')
  t.same(
    acknowledged.filter((number) => !stored.includes(number)),
    [],
    'every number stands in the ITSM',
  )
}

onServer(t, 'replicas in several processes never give a number out twice', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const replicas = await startReplicas(t, itsm)
  const numbers = await openTicketsTogether(replicas)
  t.equal(numbers.length, replicaCount * ticketsEach)
  t.equal(numbers.toSorted()[0], `INC-${year}-00001`, 'they begin with the first of a year')
  await checkNumbers(t, itsm, numbers)

  let isOver = false
  const opening = openTicketsTogether(replicas).finally(() => {
    isOver = true
  })
  const [besideAgents, ofAgents] = await Promise.all([opening, writeLikeAgents(itsm, () => isOver)])
  t.equal(besideAgents.length, replicaCount * ticketsEach)
  t.ok(ofAgents.length > 0, 'agents create tickets in between')
  await checkNumbers(t, itsm, [...numbers, ...besideAgents])
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
