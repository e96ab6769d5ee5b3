import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Dialect } from './connection.ts'
import type { ItsmDatabase } from './itsm/itsm-database.ts'
import { lookedAtValue, type Placeholders, placeholdersFor, shapeOf, withValues } from './placeholders.ts'
import type { Tables } from './tables.ts'

/** The largest number of cached shapes of one query. */
const maxShapes = 500

/**
 * A query that is built and compiled once for each shape of its values, not for each request. For most requests, building
 * the query would take longer than all other work of the service.
 *
 * @param build makes the query. It gets {@link Placeholders} in place of the values. It may test which values are defined
 *   and read the lengths of lists; it must not use a value itself. If the SQL depends on a value, such as the sort order,
 *   that value is passed as the `shape`. Most queries have none.
 * @param isKeptByServer whether the server keeps the prepared statement too, so that it parses it once. False for a query
 *   that an index alone can answer: when MariaDB runs a kept statement again, it no longer uses the index alone and reads
 *   the rows.
 * @returns runs the query with the values of one request
 * @throws TypeError if `build` used a value
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
