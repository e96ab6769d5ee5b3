import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** The parts of a schema that serialisation uses. */
interface Shape {
  type?: string
  properties?: Record<string, Shape>
  additionalProperties?: boolean
  items?: Shape
  anyOf?: Shape[]
}

type Picker = (value: unknown) => unknown

/** Sends only the members that the contract names. Other members of a value are left out. */
export const serialization = fp(
  async (app: FastifyInstance) => {
    app.setSerializerCompiler(({ schema }) => {
      const pick = picker(schema as Shape)
      return (value) => JSON.stringify(pick(value))
    })
  },
  { name: 'serialization' },
)

/** Creates a function that copies the members of a schema from a value, in the schema's order. */
function picker({ type, properties, additionalProperties, items, anyOf }: Shape): Picker {
  if (anyOf) {
    const [shape, ...others] = anyOf.filter((one) => one.type !== 'null')
    // With several shapes, the answer would lose the members that only another shape names.
    if (!shape || others.length > 0) throw new TypeError('an answer can be X or null, but not one of several shapes')
    const pick = picker(shape)
    return (value) => (value === null ? null : pick(value))
  }
  if (items) {
    const pick = picker(items)
    return (value) => (value as unknown[]).map(pick)
  }
  // An ITSM may contain NULL where the contract promises a string.
  if (type === 'string') return (value) => (value === null ? '' : value)
  if (type !== 'object' || additionalProperties === true) return (value) => value
  const members = Object.entries(properties ?? {}).map(([name, schema]) => ({ name, pick: picker(schema) }))
  return (value) => {
    const picked: Record<string, unknown> = {}
    for (const { name, pick } of members) {
      const part = (value as Record<string, unknown>)[name]
      // JSON has no `undefined`, so a missing optional member is left out.
      if (part !== undefined) picked[name] = pick(part)
    }
    return picked
  }
}
