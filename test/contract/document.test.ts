import { readFile } from 'node:fs/promises'
import t from 'tap'
import { errorTable } from '../../schemas/errors.ts'
import { limitsModule } from '../../src/cli/contract-limits.ts'
import { type DocumentSchema, documentFile, operationsOf, readDocument, resolve } from '../support/openapi-document.ts'
import { errorCodesOf } from '../support/operations/error-codes.ts'
import { operations as expectedOperations } from '../support/operations.ts'
import { startPortal } from '../support/portal.ts'

const document = await readDocument()
const operations = operationsOf(document)

t.test('the committed document is the one that the routes make', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const generated = `${JSON.stringify(portal.app.swagger(), null, 2)}\n`
  t.ok((await readFile(documentFile, 'utf8')) === generated, 'openapi/openapi.json is stale: npm run openapi')
  const limits = new URL('../../src/web/api/limits.ts', import.meta.url)
  t.equal(await readFile(limits, 'utf8'), limitsModule(JSON.parse(generated)), 'its limits: npm run openapi')
})

t.test('the document is served', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const answer = await portal.request(null, { url: '/openapi.json' })
  t.equal(answer.statusCode, 200)
  t.match(answer.headers['content-type'], /^application\/json/)
  t.same(answer.json(), document)
  t.equal(document.openapi, '3.1.0')
})

t.test('every operation has an id of its own, a known tag and a description', async (t) => {
  const all = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  t.equal(operations.size, all.length)
  const tags = document.tags.map(({ name }) => name)
  for (const { operationId, tags: named, summary, description } of all) {
    t.match(operationId, /^[a-z][A-Za-z]+$/)
    t.ok(named.length === 1 && named.every((tag) => tags.includes(tag)), `${operationId} ${named}`)
    t.ok(summary.length > 3 && description.length > 10, `${operationId} is described`)
  }
})

t.test('every operation documents each error code that it can answer with, under its status', async (t) => {
  t.same(
    [...operations.keys()].sort(),
    Object.keys(expectedOperations).sort(),
    'test/support/operations names every operation',
  )
  for (const [operationId, { responses }] of operations) {
    const documented = Object.entries(responses).flatMap(([status, { description, content }]) => {
      const schema = content?.['application/json']?.schema
      const codes = schema ? codesOf(schema) : []
      for (const code of codes) t.ok(description.includes(`\`${code}\``), `${operationId} ${status} explains ${code}`)
      return codes.map((code) => `${status} ${code}`)
    })
    const operation = expectedOperations[operationId]
    const codes = operation ? errorCodesOf(operation) : []
    const expected = codes.map((code) => `${errorTable[code].status} ${code}`)
    t.same(
      documented.sort(),
      expected.sort(),
      `${operationId} documents the codes that test/support/operations expects`,
    )
  }
})

function codesOf(schema: DocumentSchema): string[] {
  return (resolve(document, schema).properties?.error?.properties?.code?.enum ?? []).map(String)
}

t.test('what makes one wait says for how long', async (t) => {
  for (const [operationId, { responses }] of operations)
    for (const status of ['429', '503']) t.ok(responses[status]?.headers?.['Retry-After'], `${operationId} ${status}`)
})

t.test('every field has an example, or says all that it can be', async (t) => {
  for (const [operationId, { requestBody, responses, parameters = [] }] of operations) {
    const bodies = [requestBody, ...Object.values(responses)].flatMap((part) => Object.values(part?.content ?? {}))
    t.same(
      bodies.flatMap(({ schema }) => withoutExample(schema, operationId)),
      [],
    )
    for (const { name, schema, example } of parameters)
      t.ok(example !== undefined || saysAll(schema) || 'default' in schema, `${operationId} ${name}`)
  }
})

function saysAll({ type, enum: values }: DocumentSchema): boolean {
  return values !== undefined || type === 'boolean' || type === 'null'
}

/** The paths of the fields below a schema that have no example. */
function withoutExample(schema: DocumentSchema, path: string): string[] {
  const { properties, items, anyOf, examples, ...rest } = resolve(document, schema)
  if (properties)
    return Object.entries(properties).flatMap(([name, member]) => withoutExample(member, `${path}/${name}`))
  if (items) return withoutExample(items, `${path}/[]`)
  if (anyOf) return anyOf.flatMap((one) => withoutExample(one, path))
  return examples !== undefined || saysAll(rest) || rest.additionalProperties === true ? [] : [path]
}

t.test('who may call an operation is what it says in the document', async (t) => {
  const schemes = {
    public: [],
    portal: [{ portalToken: [] }, { portalCookie: [] }],
    administrator: [{ agentToken: [] }, { agentCookie: [] }],
  }
  for (const [operationId, { security }] of operations)
    t.same(security, schemes[expectedOperations[operationId]?.access ?? 'public'], operationId)
  t.match(document.components.securitySchemes, {
    portalToken: { type: 'http', scheme: 'bearer' },
    portalCookie: { type: 'apiKey', in: 'cookie' },
    agentToken: { type: 'http', scheme: 'bearer' },
    agentCookie: { type: 'apiKey', in: 'cookie' },
  })
})

t.test('keywords that only our validator knows stay out of the document', async (t) => {
  t.notMatch(JSON.stringify(document), /"(transform|normalization)"/)
})
