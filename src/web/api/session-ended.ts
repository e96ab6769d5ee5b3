const listeners = new Set<() => void>()

/** The API no longer knows who is asking: the session ran out or was ended. */
export const sessionEnded = {
  tell(): void {
    for (const listener of listeners) listener()
  },
  /** @returns how to stop listening */
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
