/**
 * A replica of the portal in a process of its own, for the tests of what replicas do at the same moment: says `ready`,
 * waits for a line, opens as many tickets as its argument says, some of them at once, and says their numbers as JSON.
 */
import { once } from 'node:events'
import pLimit from 'p-limit'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/database/connection.ts'
import { demoLogin } from '../../src/demo/people.ts'

const tickets = Number(process.argv[2])
const now = new Date(process.env.NOW ?? '')
const prefix = '/api/v1/portal'
const config = readConfig(process.env)
const app = await buildApp({ config, database: openDatabase(config), now: () => now })
const signedIn = await app.inject({ method: 'POST', url: `${prefix}/auth/login`, payload: demoLogin })
const authorization = `Bearer ${signedIn.json().data.token}`

console.log('ready')
await once(process.stdin, 'data')
process.stdin.destroy()

const inTurn = pLimit(5)
const answers = await Promise.all(
  Array.from({ length: tickets }, (_, position) =>
    inTurn(() =>
      app.inject({
        method: 'POST',
        url: `${prefix}/tickets`,
        headers: { authorization },
        payload: { ticketType: 'incident', title: `Ticket ${position}`, description: 'At once.', priority: 'low' },
      }),
    ),
  ),
)
const failed = answers.find((answer) => answer.statusCode !== 201)
if (failed) throw new Error(failed.body)
console.log(JSON.stringify(answers.map((answer) => answer.json().data.ticketNumber)))
await app.close()
