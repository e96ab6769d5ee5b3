import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/** The pattern of texts that contain this one, taken as it is: no character of it is a wildcard. For {@link like}. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[!%_]/g, (character) => `!${character}`)}%`
}

/** `column LIKE pattern`. */
export function like(column: string, pattern: string | Expression<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`
}
