import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { isTransactionConflict } from '../../src/database/unavailable.ts'
import { open, type TestItsm } from '../support/databases.ts'
import { type ClusterNode, galeraSkip as skip, startCluster } from '../support/galera.ts'
import { createItsmOn } from '../support/itsm-on-server.ts'
import { api, startPortalOn, type TestPortal } from '../support/portal.ts'

/** A portal on one node, with its own session. */
interface Replica {
  portal: TestPortal
  node: ClusterNode
  token: string
  isNodeKilled: boolean
}

/** Starts a portal on a node. It waits for a busy machine longer than usual. */
async function startReplica(t: Test, node: ClusterNode, itsm: TestItsm): Promise<Replica> {
  const url = `${node.url}/itsm`
  const portal = await startPortalOn(
    t,
    { ...itsm, url, drop: async () => {} },
    { environment: { DATABASE_TIMEOUT_MS: '20000' } },
  )
  return { portal, node, token: await portal.signIn(), isNodeKilled: false }
}

type Write = { url: string; payload: object }

/** Clients that write through all replicas until they are stopped. */
function startWriters(replicas: readonly Replica[], ticketId: string) {
  const acknowledged: { tickets: string[]; comments: string[] } = { tickets: [], comments: [] }
  const refused: string[] = []
  let isRunning = true

  /** Writes, and comes back after 503 with the same key, to the next replica. A refusal of a living node is noted. */
  const write = async (key: string, first: number, { url, payload }: Write) => {
    for (let turn = first; ; turn++) {
      const replica = replicas[turn % replicas.length] as Replica
      const answer = await replica.portal.app.inject({
        method: 'POST',
        url: api + url,
        payload,
        headers: { authorization: `Bearer ${replica.token}`, 'idempotency-key': key },
      })
      if (answer.statusCode === 201) return
      if (answer.statusCode !== 503) {
        isRunning = false
        throw new Error(answer.body)
      }
      if (!replica.isNodeKilled) refused.push(answer.body)
      await sleep(50)
    }
  }
  const openTickets = async (name: string, first: number) => {
    for (let count = 0; isRunning; count++) {
      const title = `ticket-${name}-${count}`
      const payload = { ticketType: 'incident', title, description: title }
      await write(title, first, { url: '/tickets', payload })
      acknowledged.tickets.push(title)
    }
  }
  const addComments = async (name: string, first: number) => {
    for (let count = 0; isRunning; count++) {
      const content = `comment-${name}-${count}`
      await write(content, first, { url: `/tickets/${ticketId}/comments`, payload: { content } })
      acknowledged.comments.push(content)
    }
  }
  const writers = replicas.flatMap((_, replica) => [
    ...['a', 'b', 'c', 'd'].map((name) => openTickets(`${replica}-${name}`, replica)),
    addComments(`${replica}-e`, replica),
  ])
  return {
    acknowledged,
    refused,
    /** Waits until so many more tickets and comments are acknowledged. */
    untilMore: async (more: number) => {
      const { tickets, comments } = acknowledged
      const [enoughTickets, enoughComments] = [tickets.length + more, comments.length + more]
      while (isRunning && (tickets.length < enoughTickets || comments.length < enoughComments)) await sleep(20)
    },
    stop: async () => {
      isRunning = false
      await Promise.all(writers)
    },
  }
}

const readiness = ({ portal }: Replica) => portal.request(null, { url: '/health/ready' })

async function untilReadiness(replica: Replica, status: number): Promise<void> {
  while ((await readiness(replica)).statusCode !== status) await sleep(50)
}

/** What a node holds of what was written, once it holds all that the cluster has committed. */
async function writtenOn({ url }: ClusterNode) {
  const { kysely } = open(`${url}/itsm`)
  const rows = await kysely.connection().execute(async (connection) => {
    await sql`set session wsrep_sync_wait = 1`.execute(connection)
    const tickets = await sql<{ title: string; ticket_number: string }>`
      select title, ticket_number from tickets where title like 'ticket-%' order by title`.execute(connection)
    const comments = await sql<{ content: string }>`
      select content from ticket_comments where content like 'comment-%' order by content`.execute(connection)
    const incomplete = await sql`select t.id from tickets t left join ticket_history h on h.ticket_id = t.id
      where t.title like 'ticket-%' group by t.id having count(h.id) <> 1`.execute(connection)
    return { tickets: tickets.rows, comments: comments.rows, incomplete: incomplete.rows }
  })
  await kysely.destroy()
  return rows
}

/** The conflicts of transactions that the logs say requests ended with. */
function loggedConflicts({ portal }: Replica) {
  return portal.log
    .filter((line) => line.includes('service unavailable'))
    .map((line) => JSON.parse(line).err)
    .filter(({ message, code }) => isTransactionConflict(Object.assign(new Error(message), { code })))
}

t.test('three replicas on the three nodes of a cluster', { skip }, async (t) => {
  const cluster = await startCluster()
  t.teardown(() => cluster.stop())
  const itsm = await createItsmOn(cluster.nodes[0])
  t.teardown(() => itsm.drop())
  const replicas: Replica[] = []
  for (const node of cluster.nodes) replicas.push(await startReplica(t, node, itsm))
  const [first, , third] = replicas as [Replica, Replica, Replica]
  const tickets = await first.portal.request(first.token, { url: `${api}/tickets?status=open&limit=1` })
  const ticketId: string = tickets.json().data[0].id

  await t.test('a node is killed while all are written to, and comes back', async (t) => {
    const writers = startWriters(replicas, ticketId)
    await writers.untilMore(50)
    third.isNodeKilled = true
    await third.node.kill()
    await writers.untilMore(50)
    t.equal((await readiness(third)).statusCode, 503)
    t.equal((await readiness(first)).statusCode, 200)
    await third.node.start()
    await untilReadiness(third, 200)
    third.isNodeKilled = false
    await writers.untilMore(50)
    await writers.stop()

    const { acknowledged, refused } = writers
    const writes = acknowledged.tickets.length + acknowledged.comments.length
    const failures = refused.length + loggedConflicts(third).length
    t.comment(`${writes} writes acknowledged, ${failures} failed`)
    t.ok(failures < writes / 100, `${failures} of ${writes} failed: ${refused.slice(0, 3)}`)

    const written = await writtenOn(first.node)
    t.same(written.tickets.map(({ title }) => title).sort(), acknowledged.tickets.sort(), 'each ticket once')
    t.same(written.comments.map(({ content }) => content).sort(), acknowledged.comments.sort(), 'each comment once')
    t.equal(new Set(written.tickets.map((ticket) => ticket.ticket_number)).size, written.tickets.length)
    t.same(written.incomplete, [], 'each ticket has its history once')
    for (const node of cluster.nodes) t.same(await writtenOn(node), written, 'each node holds the same')
  })

  await t.test('a node that is not ready counts as an unavailable database', async (t) => {
    const root = open(third.node.url)
    t.teardown(() => root.kysely.destroy())
    const list = () => third.portal.request(third.token, { url: `${api}/tickets` })
    // It then answers as a node that is cut off from the others.
    await sql`set global wsrep_reject_queries = 'ALL'`.execute(root.kysely)
    t.equal((await readiness(third)).statusCode, 503)
    const refusal = await list()
    t.equal(refusal.statusCode, 503)
    t.match(refusal.headers['retry-after'], /^\d+$/)
    t.match(refusal.json(), { error: { code: 'SERVICE_UNAVAILABLE' } })
    await sql`set global wsrep_reject_queries = 'NONE'`.execute(root.kysely)
    t.equal((await list()).statusCode, 200)
    await untilReadiness(third, 200)
  })
})
