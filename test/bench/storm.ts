import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { percentiles, type Target, timeOf } from './load.ts'
import { loginOf, smallUser } from './people.ts'
import type { PortalProcess } from './portal-process.ts'
import type { SignIns } from './storm-clients.ts'

/** Milliseconds from one request for the list to the next. */
const interval = 25

export interface Storm {
  quiet: { p50: number; p99: number }
  during: { p50: number; p99: number }
  /** Sign-ins answered during the storm. */
  signIns: SignIns
  /** Bytes of memory of the portal before, and the most during the storm; null where the system does not say. */
  memory: { before: number | null; most: number | null }
  /** How long it lasted. */
  seconds: number
}

/** Measures the ticket list at a steady rate: first alone, then while a hundred people sign in again and again. */
export async function measureStorm(portal: PortalProcess, seconds: number): Promise<Storm> {
  const list = { url: portal.addressOf('/tickets'), headers: await portal.signIn(loginOf(smallUser)) }
  await askSteadily(list, seconds / 2)
  const quiet = percentiles(await askSteadily(list, seconds))
  const before = portal.residentMemory()
  let isOver = false
  let most = before

  const watch = async () => {
    while (!isOver) {
      const now = portal.residentMemory()
      if (now !== null && most !== null) most = Math.max(most, now)
      await sleep(100)
    }
  }
  const clients = new Worker(new URL('storm-clients.ts', import.meta.url), {
    workerData: portal.addressOf('/auth/login'),
  })
  const watching = watch()
  const during = percentiles(await askSteadily(list, seconds))
  isOver = true
  clients.postMessage('over')
  const [[signIns]] = (await Promise.all([once(clients, 'message'), watching])) as [[SignIns], undefined]
  return { quiet, during, signIns, memory: { before, most }, seconds }
}

/** Asks at a steady rate, whether or not earlier answers have come. @returns the milliseconds that each answer took */
async function askSteadily(target: Target, seconds: number): Promise<number[]> {
  const requests: Promise<number>[] = []
  const began = performance.now()
  for (let count = 0; count < (seconds * 1000) / interval; count++) {
    await sleep(Math.max(0, began + count * interval - performance.now()))
    requests.push(timeOf(target))
  }
  return Promise.all(requests)
}
