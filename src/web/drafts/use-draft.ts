import { useState } from 'react'
import { type Draft, draftKey, readDraft, writeDraft } from './draft-store.ts'

export interface DraftInUse<Values> {
  values: Values
  /** Whether it was already there when the page opened. */
  wasRestored: boolean
  isEmpty: boolean
  change(field: keyof Values & string, value: string): void
  /** The Idempotency-Key to send it with: the same one until the text changes. */
  sendKey(): string
  /** Forgets the key, so that the next try counts as something new. */
  forgetSendKey(): void
  /** After it was sent, or when it is no longer wanted. */
  discard(): void
}

/**
 * Keeps what is typed across reloads, ended sessions and failed requests.
 *
 * @param userId whose draft it is
 * @param name which form it belongs to
 * @param empty the form when nothing is typed
 */
export function useDraft<Values extends Record<string, string>>(
  userId: string,
  name: string,
  empty: Values,
): DraftInUse<Values> {
  const storedUnder = draftKey(userId, name)
  const [restored] = useState(() => readDraft(storedUnder))
  const [draft, setDraft] = useState<Draft>(restored ?? { values: empty, sendKey: null })

  const known = Object.entries(draft.values).filter(([field]) => field in empty)
  const values: Values = { ...empty, ...Object.fromEntries(known) }
  const keep = (next: Draft) => {
    setDraft(next)
    writeDraft(storedUnder, isSame(next.values, empty) ? null : next)
  }

  return {
    values,
    wasRestored: restored !== null,
    isEmpty: isSame(values, empty),
    change: (field, value) => keep({ values: { ...values, [field]: value }, sendKey: null }),
    sendKey: () => {
      const sendKey = draft.sendKey ?? crypto.randomUUID()
      if (draft.sendKey === null) keep({ ...draft, sendKey })
      return sendKey
    },
    forgetSendKey: () => keep({ ...draft, sendKey: null }),
    discard: () => keep({ values: empty, sendKey: null }),
  }
}

function isSame(values: Record<string, string>, empty: Record<string, string>): boolean {
  return Object.entries(empty).every(([field, value]) => values[field] === value)
}
