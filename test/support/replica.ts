/**
 * A replica of the portal in a process of its own, for the tests of what replicas do at the same moment. It says `ready`.
 * For each line on standard input it opens as many tickets as the line says, some of them at once, and says their
 * numbers as a line of JSON. It ends with its input.
 */
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { buildApp } from '../../src/app.ts'
import { readServiceSettings } from '../../src/config/read-settings.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import { demoLogin } from '../../src/demo/people.ts'
import { withSecret } from '../../src/demo/secret.ts'

const now = new Date(process.env.NOW ?? '')
const prefix = '/api/v1/portal'
const config = withSecret(readServiceSettings(process.env))
const app = await buildApp({ config, database: openDatabase(config), now: () => now })

/** Sends a request as a client does that heeds `503`: it comes back. */
async function send(url: string, payload: object, headers: Record<string, string> = {}) {
  for (;;) {
    const answer = await app.inject({ method: 'POST', url: prefix + url, headers, payload })
    if (answer.statusCode !== 503) return answer
    await sleep(200)
  }
}

const signedIn = await send('/auth/login', demoLogin)
const authorization = `Bearer ${signedIn.json().data.token}`

const fewAtOnce = pLimit(5)
const ticket = { ticketType: 'incident', title: 'A ticket', description: 'At once.', priority: 'low' }

console.log('ready')
for await (const line of createInterface(process.stdin)) {
  const answers = await Promise.all(
    Array.from({ length: Number(line) }, () => fewAtOnce(() => send('/tickets', ticket, { authorization }))),
  )
  const failed = answers.find((answer) => answer.statusCode !== 201)
  if (failed) throw new Error(failed.body)
  console.log(JSON.stringify(answers.map((answer) => answer.json().data.ticketNumber)))
}
await app.close()
