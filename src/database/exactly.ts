import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * `column = value`, to the byte: most collations also take `Public`, or `public` with a space behind it, for `public`.
 * The plain comparison stands beside it, because that is what an index serves.
 */
export function isExactly(column: string, value: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(column)} = ${value} and hex(${sql.ref(column)}) = hex(${value}))`
}
