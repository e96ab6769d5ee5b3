import type { QueryClient } from '@tanstack/react-query'
import { isAway } from './errors.ts'
import { getProfile } from './generated/sdk.gen.ts'

/** Milliseconds between two looks for a service that is away. */
const interval = 15_000

/**
 * While something that is shown could not be read because the service was away, looks for the service, and has it read
 * anew. It is not read anew at once: while that goes on there is no error to show, and the page would flicker.
 */
export function readAnewLater(client: QueryClient): void {
  const failed = {
    type: 'active',
    predicate: (query: { state: { error: unknown } }) => isAway(query.state.error),
  } as const
  let isWaiting = false
  const look = async () => {
    const isNeeded = client.getQueryCache().findAll(failed).length > 0
    const isThere = isNeeded && (await isServiceThere())
    isWaiting = false
    if (isThere) await client.refetchQueries(failed)
    else if (isNeeded) lookLater()
  }
  const lookLater = () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(look, interval)
  }
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && isAway(query.state.error)) lookLater()
  })
}

/** Asks for what takes the database too; whether somebody is signed in does not matter. */
async function isServiceThere(): Promise<boolean> {
  try {
    await getProfile()
    return true
  } catch (error) {
    return !isAway(error)
  }
}
