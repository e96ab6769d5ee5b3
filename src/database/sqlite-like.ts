import type { SQLOutputValue } from 'node:sqlite'

/**
 * `text LIKE pattern ESCAPE '…'` without regard to case, in place of SQLite's own, which knows the case of ASCII alone:
 * `über` has to find `Über`, as it does in MySQL.
 */
export function like(pattern: SQLOutputValue, text: SQLOutputValue, escapeWith: SQLOutputValue): number | null {
  if (pattern === null || text === null) return null
  return Number(expressionOf(String(pattern), String(escapeWith)).test(String(text)))
}

/** A query asks for one pattern in row after row. */
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
