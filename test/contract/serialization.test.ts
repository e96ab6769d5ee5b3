import Fastify from 'fastify'
import t from 'tap'
import { Type } from 'typebox'
import { Closed, Nullable } from '../../schemas/fields.ts'
import { serialization } from '../../src/plugins/serialization.ts'

const Person = Closed({ name: Type.String(), note: Type.Optional(Type.String()) })
const Body = Closed({
  text: Type.String(),
  none: Nullable(Type.String()),
  count: Type.Integer(),
  person: Nullable(Person),
  people: Type.Array(Person),
})

const secret = 'not in the contract'

async function answerOf(value: unknown) {
  const app = Fastify()
  await app.register(serialization)
  app.get('/', { schema: { response: { 200: Body } } }, async () => value)
  return app.inject('/')
}

t.test('only what the contract names is sent, on every level', async (t) => {
  const person = { secret, name: 'Erika', note: undefined }
  const answer = await answerOf({ secret, text: 'a', none: null, count: 1, person, people: [person, person] })
  t.same(answer.json(), {
    text: 'a',
    none: null,
    count: 1,
    person: { name: 'Erika' },
    people: [{ name: 'Erika' }, { name: 'Erika' }],
  })
})

t.test('a text of an ITSM that holds none is empty; what may be null stays null', async (t) => {
  const answer = await answerOf({ text: null, none: null, count: 0, person: null, people: [] })
  t.equal(answer.body, '{"text":"","none":null,"count":0,"person":null,"people":[]}')
})

t.test('text is written as JSON asks for it', async (t) => {
  const text = '"\\\n\u2028\ud800 ü 😀'
  const answer = await answerOf({ text, none: text, count: 0, person: null, people: [] })
  t.equal(answer.json().text, text)
  t.equal(Number(answer.headers['content-length']), Buffer.byteLength(answer.body))
})
