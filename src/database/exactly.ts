import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * `column = value`, compared byte by byte. Most collations treat `Public`, or `public` with a space after it, as equal to
 * `public`. The plain comparison is there too, because only that can use an index.
 */
export function isExactly(column: string, value: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(column)} = ${value} and hex(${sql.ref(column)}) = hex(${value}))`
}
