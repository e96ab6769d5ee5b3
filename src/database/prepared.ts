import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Dialect } from './connection.ts'
import type { ItsmDatabase } from './itsm/itsm-database.ts'
import { lookedAtValue, type Placeholders, placeholdersFor, shapeOf, withValues } from './placeholders.ts'
import type { Tables } from './tables.ts'

/** How many shapes of one query are remembered. */
const maxShapes = 500

/**
 * A query that is built and compiled once for each shape of its values instead of for each request. Building a query
 * takes longer than everything else that the service does for most requests.
 *
 * @param build makes the query. In place of the values it gets {@link Placeholders}: it may ask which values are there
 *   and how long the lists are, and looking at a value itself is an error. What decides about the SQL, such as the sort
 *   order, comes as the real `shape`; most queries have none.
 * @param isKeptByServer whether the server keeps the prepared statement too, so that it parses it once. False for a query
 *   that an index alone can answer: when MariaDB runs a kept statement again, it no longer uses the index alone and reads
 *   the rows.
 * @returns runs the query with the values of one request
 * @throws TypeError where `build` looked at a value
 */
export function prepared<Values extends object, Row, Shape = void>(
  build: (kysely: Kysely<Tables>, values: Placeholders<Values>, shape: Shape) => Compilable<Row>,
  { isKeptByServer = true }: { isKeptByServer?: boolean } = {},
): (database: ItsmDatabase, values: Values, shape: Shape) => Promise<Row[]> {
  const queries: Record<Dialect, LRUCache<string, CompiledQuery>> = {
    sqlite: new LRUCache({ max: maxShapes }),
    mysql: new LRUCache({ max: maxShapes }),
  }
  return async (database, values, shape) => {
    const { kysely, dialect } = database
    const leaves: unknown[] = []
    const key = `${JSON.stringify(shape)}${shapeOf(values, leaves)}`
    let query = queries[dialect].get(key)
    if (!query) {
      query = build(kysely, placeholdersFor(values), shape).compile()
      // An object is never false in a condition, so a placeholder cannot notice one. Building with the values themselves
      // shows it, because the SQL then differs. The key says which values are false in a condition, so that each
      // combination is checked once.
      if (build(kysely, values as Placeholders<Values>, shape).compile().sql !== query.sql) throw lookedAtValue()
      queries[dialect].set(key, query)
    }
    return database.run<Row>({ sql: query.sql, parameters: withValues(query.parameters, leaves), isKeptByServer })
  }
}
