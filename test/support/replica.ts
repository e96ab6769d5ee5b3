/**
 * A replica of the portal in a process of its own, for the tests of what replicas do at the same moment: says `ready`,
 * waits for a line, opens as many tickets as its argument says, some of them at once, and says their numbers as JSON.
 */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { buildApp } from '../../src/app.ts'
import { readServiceSettings } from '../../src/config/read-settings.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import { demoLogin } from '../../src/demo/people.ts'
import { withSecret } from '../../src/demo/secret.ts'

const tickets = Number(process.argv[2])
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

console.log('ready')
await once(process.stdin, 'data')
process.stdin.destroy()

const inTurn = pLimit(5)
const answers = await Promise.all(
  Array.from({ length: tickets }, (_, position) => {
    const ticket = { ticketType: 'incident', title: `Ticket ${position}`, description: 'At once.', priority: 'low' }
    return inTurn(() => send('/tickets', ticket, { authorization }))
  }),
)
const failed = answers.find((answer) => answer.statusCode !== 201)
if (failed) throw new Error(failed.body)
console.log(JSON.stringify(answers.map((answer) => answer.json().data.ticketNumber)))
await app.close()
