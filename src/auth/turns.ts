/** Carries out a task once those of the same name that came before have ended; others do not wait for it. */
export type InTurn = <T>(name: string, task: () => Promise<T>) => Promise<T>

export function createTurns(): InTurn {
  const lastOf = new Map<string, Promise<unknown>>()
  return (name, task) => {
    const turn = (lastOf.get(name) ?? Promise.resolve()).then(task)
    const ended = turn
      .catch(() => {})
      .then(() => {
        if (lastOf.get(name) === ended) lastOf.delete(name)
      })
    lastOf.set(name, ended)
    return turn
  }
}
