/** Runs a task after the earlier tasks of the same key have ended. Tasks of other keys do not wait for it. */
export type KeyedQueue = <T>(key: string, task: () => Promise<T>) => Promise<T>

/** A queue for each key. A key whose tasks have all ended takes no memory. */
export function createKeyedQueue(): KeyedQueue {
  const lastOf = new Map<string, Promise<unknown>>()
  return (key, task) => {
    const result = (lastOf.get(key) ?? Promise.resolve()).then(task)
    const ended = result
      .catch(() => {})
      .then(() => {
        if (lastOf.get(key) === ended) lastOf.delete(key)
      })
    lastOf.set(key, ended)
    return result
  }
}
