import { keysWith, read, write } from '../settings/storage.ts'

/** What was typed but not sent yet. */
export interface Draft {
  values: Record<string, string>
  /** The Idempotency-Key of the first try to send it; null before that. */
  sendKey: string | null
}

const prefix = 'portal.draft.'

/** Where a draft lies: apart for every portal user, since browsers are shared. */
export function draftKey(userId: string, name: string): string {
  return `${prefix}${userId}.${name}`
}

export function readDraft(key: string): Draft | null {
  const stored = read(key)
  if (stored === null) return null
  try {
    const draft: unknown = JSON.parse(stored)
    return isDraft(draft) ? draft : null
  } catch {
    return null
  }
}

export function writeDraft(key: string, draft: Draft | null): void {
  write(key, draft && JSON.stringify(draft))
}

export function hasDrafts(userId: string): boolean {
  return keysWith(draftKey(userId, '')).length > 0
}

export function discardDrafts(userId: string): void {
  for (const key of keysWith(draftKey(userId, ''))) write(key, null)
}

function isDraft(draft: unknown): draft is Draft {
  if (typeof draft !== 'object' || draft === null || !('values' in draft) || !('sendKey' in draft)) return false
  const { values, sendKey } = draft
  if (typeof values !== 'object' || values === null) return false
  const hasOnlyTexts = Object.values(values).every((value) => typeof value === 'string')
  return hasOnlyTexts && (sendKey === null || typeof sendKey === 'string')
}
