/**
 * A hundred people who sign in again and again, in a thread of their own: what they leave to the garbage collector must
 * not hold up the thread that measures. Any message ends it; it answers with what was answered.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type Login, loginOf, smallUser, stormUsers } from './people.ts'

export interface SignIns {
  correct: number
  wrong: number
}

/** The address to sign in at. */
const url: string = workerData
const signIns: SignIns = { correct: 0, wrong: 0 }
let isOver = false
parentPort?.once('message', () => {
  isOver = true
})

await Promise.all(Array.from({ length: 100 }, (_, position) => client(position)))
parentPort?.postMessage(signIns)

async function client(position: number): Promise<void> {
  const user = stormUsers[position % stormUsers.length] ?? smallUser
  const kind = position % 2 === 0 ? 'correct' : 'wrong'
  const credentials = { ...loginOf(user), ...(kind === 'wrong' ? { password: 'not the password' } : {}) }
  while (!isOver) {
    await signIn(credentials, kind === 'correct' ? 200 : 401)
    signIns[kind]++
  }
}

async function signIn(credentials: Login, expected: number): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  })
  await answer.arrayBuffer()
  if (answer.status !== expected) throw new Error(`signing in: ${answer.status} instead of ${expected}`)
}
