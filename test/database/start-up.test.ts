import { sql } from 'kysely'
import t from 'tap'
import { formatFindings } from '../../src/database/itsm/inspection.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { createTestItsm, itsmSettings, onEachDatabase, onServer } from '../support/databases.ts'
import { api, startPortalOn, testEnvironment } from '../support/portal.ts'
import { runProgram } from '../support/processes.ts'

onServer(t, 'an ITSM that does not fit stops the start with the message of the doctor and exit code 1', async (t) => {
  const itsm = await createTestItsm('mysql', { recommendedIndexes: true })
  t.teardown(itsm.drop)
  await sql`alter table tickets drop column sla_tier`.execute(itsm.admin.kysely)
  const { findings } = await checkItsm(itsm.admin, itsmSettings)
  t.equal(findings.length, 1)
  const { code, errors } = await runProgram('src/main.ts', [], { ...testEnvironment, DATABASE_URL: itsm.url })
  t.equal(code, 1)
  t.equal(errors, `The database does not fit the portal:\n${formatFindings(findings)}\n`)
})

onEachDatabase(t, 'readiness says no once a column is gone, and yes once it is back', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  const portal = await startPortalOn(t, itsm, { itsmCheckedFor: 0 })
  const ready = () => portal.request(null, { url: '/health/ready' })
  t.equal((await ready()).statusCode, 200)

  await sql`alter table tickets drop column sla_tier`.execute(itsm.admin.kysely)
  const answer = await ready()
  t.equal(answer.statusCode, 503)
  t.equal(answer.json().error.code, 'SERVICE_UNAVAILABLE')
  t.ok(answer.headers['retry-after'])
  t.notMatch(answer.body, 'sla_tier')
  t.match(portal.log.join(''), 'ERROR   tickets.sla_tier is missing', 'the log says why')

  await sql`alter table tickets add column sla_tier varchar(20)`.execute(itsm.admin.kysely)
  t.equal((await ready()).statusCode, 200)
})

onEachDatabase(t, 'nothing is answered from an ITSM that no longer fits', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  const portal = await startPortalOn(t, itsm, { itsmCheckedFor: 0 })
  const token = await portal.signIn()
  t.equal((await portal.request(token, { url: `${api}/tickets` })).statusCode, 200)
  await sql`alter table tickets drop column sla_tier`.execute(itsm.admin.kysely)
  await portal.request(null, { url: '/health/ready' })
  const answer = await portal.request(token, { url: `${api}/tickets` })
  t.equal(answer.statusCode, 503)
  t.ok(answer.headers['retry-after'])
})

onEachDatabase(t, 'a missing index is no reason not to be ready', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  const { findings } = await checkItsm(itsm.admin, itsmSettings)
  t.ok(findings.length > 0)
  const portal = await startPortalOn(t, itsm)
  t.equal((await portal.request(null, { url: '/health/ready' })).statusCode, 200)
})
