import type { SQLOutputValue } from 'node:sqlite'

/**
 * `text LIKE pattern ESCAPE '…'` regardless of case. SQLite's own function ignores the case of ASCII letters only, but
 * `über` must find `Über`, as in MySQL.
 */
export function like(pattern: SQLOutputValue, text: SQLOutputValue, escapeWith: SQLOutputValue): number | null {
  if (pattern === null || text === null) return null
  return Number(expressionOf(String(pattern), String(escapeWith)).test(String(text)))
}

/** The latest pattern. A query tests the same pattern for every row. */
let latest = { pattern: '', escapeWith: '', expression: /^$/ }

function expressionOf(pattern: string, escapeWith: string): RegExp {
  if (latest.pattern !== pattern || latest.escapeWith !== escapeWith) {
    const parts = pattern.matchAll(new RegExp(`${literal(escapeWith)}(?<escaped>.)|(?<character>.)`, 'gsu'))
    const source = [...parts].map(({ groups }) =>
      groups?.character === '%'
        ? '.*'
        : groups?.character === '_'
          ? '.'
          : literal(groups?.escaped ?? groups?.character),
    )
    latest = { pattern, escapeWith, expression: new RegExp(`^${source.join('')}$`, 'isu') }
  }
  return latest.expression
}

function literal(character = ''): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
}
