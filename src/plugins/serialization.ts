import fastJson, { type AnySchema } from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** Answers are written by functions compiled from the contract: what it does not name is not sent. */
export const serialization = fp(
  async (app: FastifyInstance) => {
    app.setSerializerCompiler(({ schema }) => fastJson(forWriting(schema) as AnySchema))
  },
  { name: 'serialization' },
)

/**
 * The contract in the words that the library writes fastest by. `anyOf: [X, null]` would have every value validated; said
 * as `X, nullable: true`, it is looked at for null only. A `format` would have texts looked at for being a Date; ours are
 * texts already.
 */
function forWriting(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(forWriting)
  if (typeof schema !== 'object' || schema === null) return schema
  const { anyOf, format, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, forWriting(part)]),
  ) as { anyOf?: { type?: string }[]; format?: unknown }
  // A member of this name is a schema, not the word.
  const kept = typeof format === 'object' ? { ...rest, format } : rest
  const [first, second, ...others] = anyOf ?? []
  if (first && second?.type === 'null' && others.length === 0) return { ...kept, ...first, nullable: true }
  return anyOf ? { ...kept, anyOf } : kept
}
