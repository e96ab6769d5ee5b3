import t from 'tap'
import { nameSchemas } from '../../src/plugins/openapi-components.ts'

const ticket = { type: 'object', title: 'Ticket', properties: { id: { type: 'string' } } }
const documentOf = (...schemas: object[]) => ({
  openapi: '3.1.0',
  paths: Object.fromEntries(schemas.map((schema, position) => [`/${position}`, { get: { schema } }])),
  components: { securitySchemes: { portalToken: { type: 'http' } } },
})

t.test('a schema with a title gets a name, once, and references to it', async (t) => {
  const reference = { $ref: '#/components/schemas/Ticket' }
  t.same(nameSchemas(documentOf(ticket, { ...ticket })), {
    openapi: '3.1.0',
    paths: { '/0': { get: { schema: reference } }, '/1': { get: { schema: reference } } },
    components: { schemas: { Ticket: ticket }, securitySchemes: { portalToken: { type: 'http' } } },
  })
})

t.test('schemas within schemas get names too', async (t) => {
  const page = { type: 'object', title: 'Page', properties: { data: { type: 'array', items: ticket } } }
  t.match(nameSchemas(documentOf(page)), {
    components: {
      schemas: { Ticket: ticket, Page: { properties: { data: { items: { $ref: '#/components/schemas/Ticket' } } } } },
    },
  })
})

t.test('two different schemas with the same title are refused', async (t) => {
  const other = { ...ticket, properties: { id: { type: 'string' }, secret: { type: 'string' } } }
  t.throws(() => nameSchemas(documentOf(ticket, other)), { message: 'two different schemas have the title Ticket' })
  t.throws(() => nameSchemas(documentOf(ticket, { type: 'array', items: { ...ticket, description: 'x' } })))
})

t.test('what only our validator knows is left out', async (t) => {
  const named = nameSchemas(documentOf({ type: 'string', transform: ['trim'], minLength: 1 }))
  t.same(named.paths, { '/0': { get: { schema: { type: 'string', minLength: 1 } } } })
})
