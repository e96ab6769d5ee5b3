import { sql } from 'kysely'
import t from 'tap'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { prepared } from '../../src/database/prepared.ts'
import { createTestItsm, itsmSettings, onEachDatabase } from '../support/databases.ts'

onEachDatabase(t, 'a prepared query takes the values of each call', async (t, dialect) => {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  const { database } = await checkItsm(admin, itsmSettings)
  let built = 0
  const slugs = prepared(
    (kysely, values: { slugs: string[]; not: string | undefined }, { order }: { order: 'asc' | 'desc' }) => {
      built++
      let query = kysely.selectFrom('tenants').select('slug').where('slug', 'in', values.slugs).orderBy('slug', order)
      if (values.not !== undefined) query = query.where('slug', '<>', values.not)
      return query
    },
  )
  const ask = async (order: 'asc' | 'desc', names: string[], not?: string) =>
    (await slugs(database, { slugs: names, not }, { order })).map(({ slug }) => slug)

  t.same(await ask('asc', ['demo-org']), ['demo-org'])
  t.same(await ask('asc', ['nordwind']), ['nordwind'])
  t.equal(built, 1, 'other values need no other query')
  t.same(await ask('asc', ['demo-org', 'nordwind']), ['demo-org', 'nordwind'], 'a longer list')
  t.same(await ask('desc', ['demo-org', 'nordwind']), ['nordwind', 'demo-org'], 'another order')
  t.same(await ask('desc', ['demo-org', 'nordwind'], 'demo-org'), ['nordwind'], 'a further value')
  t.same(await ask('desc', ['nordwind', 'nordwind'], 'demo-org'), ['nordwind'])
  t.equal(built, 4)
})

onEachDatabase(t, 'a prepared query cannot depend on its values', async (t, dialect) => {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  const { database } = await checkItsm(admin, itsmSettings)
  const careless = prepared((kysely, { slug }: { slug: string }) =>
    kysely
      .selectFrom('tenants')
      .select('id')
      .where('slug', 'like', sql.lit(`%${slug}%`)),
  )
  await t.rejects(careless(database, { slug: 'demo' }), /cannot depend on its values/)
})
