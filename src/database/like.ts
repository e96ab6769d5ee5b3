import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/** The pattern, for {@link like}, of texts that contain a text. No character of the text is a wildcard. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[!%_]/g, (character) => `!${character}`)}%`
}

/** `column LIKE pattern`. */
export function like(column: string, pattern: string | Expression<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`
}
