import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { ItsmDatabase } from './itsm/itsm-database.ts'
import type { Tables } from './tables.ts'

/** So many shapes of one query are remembered. */
const maxShapes = 500

/**
 * A query that is built and compiled once for each shape of its values rather than for each request: building takes
 * longer than everything else that the service does for most requests.
 *
 * @param build makes the query. Of `values` it sees only which are there and how long the lists are: in place of each
 *   stands a {@link Placeholder}, which can be put into the query and nothing else. What decides how the SQL looks,
 *   such as the sort order, comes as the real `shape`; most queries have none.
 * @param isKeptByServer whether the server keeps the statement prepared too, which spares it reading the words. Not for
 *   one that an index alone can answer: carried out again, MariaDB no longer sees that, and reads the rows themselves.
 * @returns runs the query with the values of one request
 */
export function prepared<Values extends object, Row, Shape = void>(
  build: (kysely: Kysely<Tables>, values: Values, shape: Shape) => Compilable<Row>,
  { isKeptByServer = true }: { isKeptByServer?: boolean } = {},
): (database: ItsmDatabase, values: Values, shape: Shape) => Promise<Row[]> {
  const queries = new WeakMap<Kysely<Tables>, LRUCache<string, CompiledQuery>>()
  return async (database, values, shape) => {
    const { kysely } = database
    const known = queries.get(kysely) ?? new LRUCache<string, CompiledQuery>({ max: maxShapes })
    queries.set(kysely, known)
    const leaves: unknown[] = []
    const key = `${JSON.stringify(shape)}${collect(values, leaves)}`
    let query = known.get(key)
    if (!query) {
      query = build(kysely, withPlaceholders(values, { next: 0 }) as Values, shape).compile()
      known.set(key, query)
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Placeholder ? leaves[parameter.position] : parameter,
    )
    return database.run<Row>({ sql: query.sql, parameters, isKeptByServer })
  }
}

/** Stands for a value while a query is built. Whatever would look into the value fails instead. */
class Placeholder {
  readonly position: number

  constructor(position: number) {
    this.position = position
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError('A prepared query cannot depend on its values')
  }
}

/** Puts the values, in order, into `leaves`. @returns which there are, and how long the lists are */
function collect(value: unknown, leaves: unknown[]): string {
  if (value === undefined) return '-'
  if (value === null || typeof value !== 'object') {
    leaves.push(value)
    return '.'
  }
  let shape = '('
  for (const [name, part] of Object.entries(value)) shape += name + collect(part, leaves)
  return `${shape})`
}

function withPlaceholders(value: unknown, position: { next: number }): unknown {
  if (value === undefined) return undefined
  if (value === null || typeof value !== 'object') return new Placeholder(position.next++)
  if (Array.isArray(value)) return value.map((part) => withPlaceholders(part, position))
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withPlaceholders(part, position)]))
}
