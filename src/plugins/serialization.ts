import fastJson, { type AnySchema } from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** Answers are written by functions compiled from the contract: what it does not name is not sent. */
export const serialization = fp(
  async (app: FastifyInstance) => {
    app.setSerializerCompiler(({ schema }) => fastJson(withNullable(schema) as AnySchema))
  },
  { name: 'serialization' },
)

/**
 * The contract says `anyOf: [X, null]`. To write that, the library would validate every value; said as
 * `X, nullable: true`, it looks for null only.
 */
function withNullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNullable)
  if (typeof schema !== 'object' || schema === null) return schema
  const { anyOf, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, withNullable(part)]),
  ) as { anyOf?: { type?: string }[] }
  const [first, second, ...others] = anyOf ?? []
  if (first && second?.type === 'null' && others.length === 0) return { ...rest, ...first, nullable: true }
  return anyOf ? { ...rest, anyOf } : rest
}
