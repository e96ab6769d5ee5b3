import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** What of a schema decides what is sent. */
interface Shape {
  type?: string
  properties?: Record<string, Shape>
  additionalProperties?: boolean
  items?: Shape
  anyOf?: Shape[]
}

type Picker = (value: unknown) => unknown

/** Answers are what the contract names: what else there may be in a value is not sent. */
export const serialization = fp(
  async (app: FastifyInstance) => {
    app.setSerializerCompiler(({ schema }) => {
      const pick = picker(schema as Shape)
      return (value) => JSON.stringify(pick(value))
    })
  },
  { name: 'serialization' },
)

/** Makes the function that takes of a value what a schema names, in the schema's order. */
function picker({ type, properties, additionalProperties, items, anyOf }: Shape): Picker {
  if (anyOf) {
    const [shape, ...others] = anyOf.filter((one) => one.type !== 'null')
    // Picked by one of several shapes, an answer would lose what only the others name.
    if (!shape || others.length > 0) throw new TypeError('an answer can be X or null, but not one of several shapes')
    const pick = picker(shape)
    return (value) => (value === null ? null : pick(value))
  }
  if (items) {
    const pick = picker(items)
    return (value) => (value as unknown[]).map(pick)
  }
  // An ITSM may hold NULL where the contract promises a text.
  if (type === 'string') return (value) => (value === null ? '' : value)
  if (type !== 'object' || additionalProperties === true) return (value) => value
  const members = Object.entries(properties ?? {}).map(([name, schema]) => ({ name, pick: picker(schema) }))
  return (value) => {
    const picked: Record<string, unknown> = {}
    for (const { name, pick } of members) {
      const part = (value as Record<string, unknown>)[name]
      // JSON has no `undefined`: an optional member that is not there is left out.
      if (part !== undefined) picked[name] = pick(part)
    }
    return picked
  }
}
