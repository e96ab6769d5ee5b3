import { setTimeout as sleep } from 'node:timers/promises'
import { percentiles, type Target, timeOf } from './load.ts'
import { loginOf, smallUser, stormUsers } from './people.ts'
import type { PortalProcess } from './portal-process.ts'

/** Milliseconds from one request for the list to the next. */
const interval = 25

export interface Storm {
  quiet: { p50: number; p99: number }
  during: { p50: number; p99: number }
  /** Sign-ins answered during the storm. */
  signIns: { correct: number; wrong: number }
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
  const signIns = { correct: 0, wrong: 0 }
  let isOver = false
  let most = before

  const client = async (position: number) => {
    const user = stormUsers[position % stormUsers.length] ?? smallUser
    const kind = position % 2 === 0 ? 'correct' : 'wrong'
    const credentials = { ...loginOf(user), ...(kind === 'wrong' ? { password: 'not the password' } : {}) }
    while (!isOver) {
      await signIn(portal, credentials, kind === 'correct' ? 200 : 401)
      signIns[kind]++
    }
  }
  const watch = async () => {
    while (!isOver) {
      const now = portal.residentMemory()
      if (now !== null && most !== null) most = Math.max(most, now)
      await sleep(100)
    }
  }
  const clients = Array.from({ length: 100 }, (_, position) => client(position))
  const watching = watch()
  const during = percentiles(await askSteadily(list, seconds))
  isOver = true
  await Promise.all([...clients, watching])
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

async function signIn(portal: PortalProcess, credentials: object, expected: number): Promise<void> {
  const answer = await fetch(portal.addressOf('/auth/login'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  })
  await answer.arrayBuffer()
  if (answer.status !== expected) throw new Error(`signing in: ${answer.status} instead of ${expected}`)
}
