import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** `column LIKE '%text%'`, with the text taken as it is: no character of it is a wildcard. */
export function contains(column: string, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${`%${text.replaceAll(/[!%_]/g, (character) => `!${character}`)}%`} escape '!'`
}
