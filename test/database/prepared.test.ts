import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import t from 'tap'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import type { Placeholders } from '../../src/database/placeholders.ts'
import { prepared } from '../../src/database/prepared.ts'
import type { Tables } from '../../src/database/tables.ts'
import { createTestItsm, itsmSettings, onEachDatabase } from '../support/databases.ts'

onEachDatabase(t, 'a prepared query takes the values of each call', async (t, dialect) => {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  const { database } = await checkItsm(admin, itsmSettings)
  const built: unknown[] = []
  const slugs = prepared(
    (
      kysely,
      values: Placeholders<{ slugs: string[]; not: string | undefined }>,
      { order }: { order: 'asc' | 'desc' },
    ) => {
      built.push(values)
      let query = kysely.selectFrom('tenants').select('slug').where('slug', 'in', values.slugs).orderBy('slug', order)
      if (values.not !== undefined) query = query.where('slug', '<>', values.not)
      return query
    },
  )
  const ask = async (order: 'asc' | 'desc', names: string[], not?: string) =>
    (await slugs(database, { slugs: names, not }, { order })).map(({ slug }) => slug)

  t.same(await ask('asc', ['demo-org']), ['demo-org'])
  t.same(await ask('asc', ['nordwind']), ['nordwind'])
  t.equal(built.length, 2, 'other values need no other query')
  t.same(await ask('asc', ['demo-org', 'nordwind']), ['demo-org', 'nordwind'], 'a longer list')
  t.same(await ask('desc', ['demo-org', 'nordwind']), ['nordwind', 'demo-org'], 'another order')
  t.same(await ask('desc', ['demo-org', 'nordwind'], 'demo-org'), ['nordwind'], 'a further value')
  t.same(await ask('desc', ['nordwind', 'nordwind'], 'demo-org'), ['nordwind'])
  t.equal(built.length, 8, 'each with placeholders, and once with the values that came first')
})

/** What a careless query may be given. */
interface Values {
  slug: string
  limit: number
  isActive: boolean
  industry: string | null
  not?: string
  isOpen?: boolean
  others: string[]
}

type Build = (kysely: Kysely<Tables>, values: Placeholders<Values>) => SelectQueryBuilder<Tables, 'tenants', object>

const tenants = (kysely: Kysely<Tables>) => kysely.selectFrom('tenants').select('id')

/** Each looks at a value: none of them compiles without the comment above it. */
const careless: Record<string, Build> = {
  'a condition on a boolean': (kysely, { isActive }) =>
    // @ts-expect-error TS1345
    isActive ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a condition on a value that the query does not use': (kysely, { limit }) =>
    // @ts-expect-error TS2774
    limit ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a condition on a boolean that may be missing': (kysely, { isOpen }) =>
    // @ts-expect-error TS1345
    isOpen ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a condition on null': (kysely, { industry }) =>
    // @ts-expect-error TS1345
    industry ? tenants(kysely).where('name', '=', 'Nordwind') : tenants(kysely),
  'a comparison with a text': (kysely, { slug }) =>
    // @ts-expect-error TS2367
    slug === 'demo-org' ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a comparison of numbers': (kysely, { limit }) =>
    // @ts-expect-error TS2365
    limit > 10 ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a member of a text': (kysely, { slug }) =>
    // @ts-expect-error TS2339
    slug.startsWith('demo') ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a search in a list': (kysely, { others }) =>
    // @ts-expect-error TS2345
    others.includes('demo-org') ? tenants(kysely).where('is_active', '=', 1) : tenants(kysely),
  'a value of another type than its column': (kysely, { limit }) =>
    // @ts-expect-error TS2345
    tenants(kysely).where('slug', '=', limit),
  'a boolean as a value': (kysely, { isActive }) =>
    // @ts-expect-error TS2345
    tenants(kysely).where('is_active', '=', isActive),
}

/** Each throws at its first call, because JavaScript asks the placeholder for its text or for a member. */
const noticed: [name: string, build: Build][] = [
  ['text from a value', (kysely, { slug }) => tenants(kysely).where('slug', 'like', sql.lit(`%${slug}%`))],
  ['a value as JSON', (kysely, { others }) => tenants(kysely).where('slug', '=', JSON.stringify(others))],
  ['arithmetic', (kysely, { limit }) => tenants(kysely).limit(Number(limit) + 1)],
  ...['a comparison of numbers', 'a member of a text'].map((name): [string, Build] => [
    name,
    careless[name] ?? tenants,
  ]),
]
const values: Values = { slug: 'demo-org', limit: 11, isActive: true, industry: 'Energy', others: ['demo-org'] }

onEachDatabase(t, 'a query that looks at its values throws', async (t, dialect) => {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  const { database } = await checkItsm(admin, itsmSettings)
  for (const [name, build] of noticed) await t.rejects(prepared(build)(database, values), TypeError, name)
})

onEachDatabase(t, 'a condition on a value throws once the value is false there', async (t, dialect) => {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  const { database } = await checkItsm(admin, itsmSettings)
  const conditions: [name: string, isFalse: Partial<Values>, build?: Build][] = [
    ['a condition on a boolean', { isActive: false }],
    ['a condition on a value that the query does not use', { limit: 0 }],
    ['a condition on a boolean that may be missing', { isOpen: false }],
    ['a condition on null', { industry: null }],
    // This one compiles, because an optional member may be asked for. An empty text is there too.
    [
      'a text that is there',
      { not: '' },
      (kysely, { not }) => (not ? tenants(kysely).where('slug', '<>', not) : tenants(kysely)),
    ],
  ]
  for (const [name, isFalse, build = careless[name] ?? tenants] of conditions) {
    const ask = prepared(build)
    await t.resolves(ask(database, values), name)
    await t.rejects(ask(database, { ...values, ...isFalse }), /cannot depend on its values/, name)
  }
})
