import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { createItsmOn } from '../support/itsm-on-server.ts'
import { hasMariaDb, startMariaDb } from '../support/mariadb.ts'
import { api } from '../support/portal.ts'
import { startService } from '../support/processes.ts'

const skip = hasMariaDb() ? false : 'no mariadbd on this machine'

const signInAt = (url: string) =>
  fetch(`${url}${api}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(demoLogin),
  })

t.test('a database that is not there at the start', { skip }, async (t) => {
  const server = await startMariaDb()
  t.teardown(() => server.stop())
  const itsm = await createItsmOn(server)
  await itsm.admin.kysely.destroy()
  await server.kill()

  const service = await startService(t, { DATABASE_URL: itsm.url })
  const signIn = () => signInAt(service.url)

  await t.test('the service lives, is not ready, and answers 503 with Retry-After', async (t) => {
    t.equal((await fetch(`${service.url}/health/live`)).status, 200)
    t.equal((await fetch(`${service.url}/health/ready`)).status, 503)
    const answer = await signIn()
    t.equal(answer.status, 503)
    t.match(answer.headers.get('retry-after'), /^\d+$/)
    t.match(await answer.json(), { error: { code: 'SERVICE_UNAVAILABLE' } })
  })

  await t.test('it works without a restart once the database comes, also when nobody asks for readiness', async (t) => {
    await server.start()
    let answer = await signIn()
    while (answer.status === 503) {
      await sleep(100)
      answer = await signIn()
    }
    t.equal(answer.status, 200)
    t.equal((await fetch(`${service.url}/health/ready`)).status, 200)
    t.equal(service.child.exitCode, null)
  })
})

t.test(
  'a database that does not fit when it comes is refused all the same, and the log says why',
  { skip },
  async (t) => {
    const server = await startMariaDb()
    t.teardown(() => server.stop())
    const itsm = await createItsmOn(server)
    await sql`alter table tickets drop column sla_tier`.execute(itsm.admin.kysely)
    await itsm.admin.kysely.destroy()
    await server.kill()

    const service = await startService(t, { DATABASE_URL: itsm.url })
    const explained = new Promise<void>((resolve) => {
      service.child.stdout?.on('data', (lines) => {
        if (String(lines).includes('ERROR   tickets.sla_tier is missing')) resolve()
      })
    })
    await server.start()
    await t.resolves(explained, 'without anybody asking')
    t.equal((await fetch(`${service.url}/health/ready`)).status, 503)
    t.equal((await signInAt(service.url)).status, 503)
  },
)
