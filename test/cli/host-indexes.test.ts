import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { readCatalogue } from '../../src/database/host/catalogue.ts'
import { recommendedIndexes } from '../../src/database/host/indexes.ts'
import { createTestHost, onMariaDb, type TestHost } from '../support/databases.ts'
import { runProgram } from '../support/processes.ts'
import { untilSomebodyWaits } from '../support/waiting.ts'

const hostIndexes = (host: TestHost, args: string[] = [], settings: Record<string, string> = {}) =>
  runProgram('src/cli/host-indexes.ts', args, { DATABASE_URL: host.adminUrl, ...settings })

async function indexNames(host: TestHost): Promise<string[]> {
  return [...(await readCatalogue(host.admin)).values()].flatMap((table) => table.indexes.map(({ name }) => name))
}

onMariaDb(t, 'shows what is missing, as statements with their purpose, and creates nothing', async (t) => {
  const host = await createTestHost('mysql')
  t.teardown(host.drop)
  const before = await indexNames(host)
  const { code, output, errors } = await hostIndexes(host)
  t.equal(code, 0, errors)
  t.match(
    output,
    `-- the ticket list, newest first
CREATE INDEX customer_portal_tickets_created ON tickets (tenant_id, customer_id, created_at, id, status);
`,
  )
  t.match(
    output,
    'CREATE FULLTEXT INDEX customer_portal_articles_text ON kb_articles (title, category, tags, content);',
  )
  t.notMatch(output, 'customer_portal_tickets_number', 'an index of the host on the same columns does as well')
  t.same(await indexNames(host), before)
})

onMariaDb(t, '--create creates them, and then there is nothing left', async (t) => {
  const host = await createTestHost('mysql')
  t.teardown(host.drop)
  const { code, output, errors } = await hostIndexes(host, ['--create'])
  t.equal(code, 0, errors)
  t.match(output, 'creating customer_portal_tickets_created: the ticket list, newest first\n')
  const names = await indexNames(host)
  const missing = recommendedIndexes.filter(({ name }) => !names.includes(name)).map(({ name }) => name)
  t.same(missing, ['customer_portal_tickets_number'], 'all but the one that the host has under another name')
  t.equal((await hostIndexes(host)).output, 'The host has all recommended indexes.\n')
  t.equal((await hostIndexes(host, ['--create'])).output, 'The host has all recommended indexes.\n')
})

onMariaDb(t, 'an index may take longer than a query, for instance because somebody uses the table', async (t) => {
  const host = await createTestHost('mysql')
  t.teardown(host.drop)
  const creation = await host.admin.kysely.transaction().execute(async (transaction) => {
    await transaction.selectFrom('tickets').select('id').execute()
    const creating = hostIndexes(host, ['--create'], { DATABASE_TIMEOUT_MS: '300' })
    await Promise.race([untilSomebodyWaits(host.admin, 'Waiting for table metadata lock'), creating])
    await Promise.race([sleep(1000), creating])
    return { creating }
  })
  const { code, errors } = await creation.creating
  t.equal(code, 0, errors)
})

onMariaDb(t, 'the account of the service may not create them, and is told what to do', async (t) => {
  const host = await createTestHost('mysql')
  t.teardown(host.drop)
  const { code, errors } = await hostIndexes(host, ['--create'], { DATABASE_URL: host.url })
  t.equal(code, 1)
  t.match(errors, /command denied.*\n.*lacks this privilege; the README says which account/)
})
