import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { api } from '../support/portal.ts'
import { type RunningService, startService } from '../support/processes.ts'

interface Answer {
  status: number
  /** Whether as many bytes came as were announced. */
  isWhole: boolean
  body: string
}

/** One request over a kept-alive connection. @throws what a client sees that is cut off or refused */
function ask(agent: Agent, url: string, options: { method?: string; headers?: Record<string, string>; body?: string }) {
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = request(url, { agent, method: options.method ?? 'GET', headers: options.headers }, (incoming) => {
      let body = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk) => {
        body += chunk
      })
      incoming.on('aborted', () => reject(new Error('cut off')))
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          isWhole: Buffer.byteLength(body) === Number(incoming.headers['content-length'] ?? Buffer.byteLength(body)),
          body,
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}

async function startEmbedded(t: Test, delay: string): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-shutdown-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return startService(t, { DATABASE_URL: `sqlite:${folder}/portal.db`, SHUTDOWN_DELAY_MS: delay, LOG_LEVEL: 'warn' })
}

const json = { 'content-type': 'application/json' }
const signIn = (password: string) => ({
  method: 'POST',
  headers: json,
  body: JSON.stringify({ ...demoLogin, password }),
})

t.test('SIGTERM under load cuts nobody off', async (t) => {
  const service = await startEmbedded(t, '1500')
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const { token } = JSON.parse(
    (await ask(agent, `${service.url}${api}/auth/login`, signIn(demoLogin.password))).body,
  ).data
  const headers = { authorization: `Bearer ${token}` }

  let hasStopped = false
  void service.ended.then(() => {
    hasStopped = true
  })
  let answered = 0
  let answeredWhileStopping = 0
  let terminatedAt = Number.POSITIVE_INFINITY
  const client = async () => {
    // The proxy of a real installation moves on within the delay; so does this client, a little before it ends.
    while (performance.now() - terminatedAt < 1000) {
      const answer = await ask(agent, `${service.url}${api}/tickets`, { headers })
      t.equal(answer.status, 200)
      t.equal(answer.isWhole, true)
      answered++
      if (performance.now() > terminatedAt) answeredWhileStopping++
    }
  }
  const clients = Array.from({ length: 8 }, client)
  await sleep(300)
  // A failing sign-in takes half a second: it is on its way when the signal comes.
  const slow = ask(agent, `${service.url}${api}/auth/login`, signIn('wrong'))
  await sleep(50)
  terminatedAt = performance.now()
  service.child.kill('SIGTERM')

  let readiness = 200
  while (readiness === 200) readiness = (await ask(agent, `${service.url}/health/ready`, {})).status
  t.equal(readiness, 503, 'the orchestrator is told')
  t.equal(hasStopped, false, 'while requests are still served')
  t.equal((await slow).status, 401, 'what had begun was finished')
  await Promise.all(clients)
  t.ok(
    answered > 50 && answeredWhileStopping > 10,
    `${answered} answers, ${answeredWhileStopping} of them while stopping`,
  )
  const { code, errors } = await service.ended
  t.equal(code, 0)
  t.equal(errors, '')
})

t.test('what is on its way when the listener closes is still answered', async (t) => {
  const service = await startEmbedded(t, '0')
  const agent = new Agent({ keepAlive: false })
  const slow = Array.from({ length: 5 }, () => ask(agent, `${service.url}${api}/auth/login`, signIn('wrong')))
  await sleep(150)
  service.child.kill('SIGTERM')
  for (const answer of await Promise.all(slow)) t.equal(answer.status, 401)
  t.equal((await service.ended).code, 0)
})
