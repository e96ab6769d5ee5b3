import { maxTagLength } from '../../schemas/knowledge-base.ts'
import { containing } from '../database/like.ts'

/**
 * The tags of an article. The ITSM stores a JSON array of texts; a text that is no JSON counts as a list with commas.
 * Tags that a request cannot name are left out, so that every tag shown can be filtered by.
 */
export function tagsOf(stored: string): string[] {
  const tags = (listOf(stored.trim()) ?? []).map((tag) => tag.trim())
  return [...new Set(tags)].filter((tag) => tag !== '' && [...tag].length <= maxTagLength && !/\p{Cc}/u.test(tag))
}

function listOf(stored: string): string[] | null {
  if (stored === 'null') return null
  if (!/^[[{"]/.test(stored)) return stored.split(',')
  try {
    const tags: unknown = JSON.parse(stored)
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : null
  } catch {
    return null
  }
}

/**
 * Patterns, one of which every stored list with a tag matches: it holds the tag as it is, or an escape of JSON, of which
 * each has a backslash. Other lists match too: {@link tagsOf} decides.
 */
export function tagPatterns(tag: string): string[] {
  return [tag, '\\'].map(containing)
}
