import { isDeepStrictEqual } from 'node:util'

type Json = Record<string, unknown>

/**
 * Moves every object schema with a `title` to `components.schemas` and puts a reference in its place. Generated clients
 * then have one type `Ticket` instead of many equal ones. Keywords that only our validator knows are left out.
 *
 * @throws if two different schemas have the same title
 */
export function nameSchemas<Document extends object>(document: Document): Document {
  const schemas: Record<string, unknown> = {}

  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    const {
      transform: _transform,
      normalization: _normalization,
      ...members
    } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)])) as Json
    const { title } = members
    if (typeof title !== 'string' || members.type !== 'object') return members
    const known = schemas[title]
    if (known !== undefined && !isDeepStrictEqual(known, members))
      throw new Error(`two different schemas have the title ${title}`)
    schemas[title] = members
    return { $ref: `#/components/schemas/${title}` }
  }

  const { paths, components, ...rest } = document as { paths?: unknown; components?: Json }
  const named = { ...rest, components: { ...components, schemas }, paths: visit(paths) }
  return named as unknown as Document
}
