import { createServer, type RequestListener } from 'node:http'
import t, { type Test } from 'tap'
import { runProgram } from '../support/processes.ts'

const endpoint = '/-/npm/v1/security/advisories/bulk'

/** Runs the audit against a registry of the test's own. */
async function auditAgainst(t: Test, answer: RequestListener) {
  const registry = createServer(answer)
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  t.teardown(() => registry.close())
  const address = registry.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return runProgram('test/support/audit.ts', [], {
    npm_config_registry: `http://127.0.0.1:${port}`,
    npm_config_fetch_retries: '0',
    npm_config_cache: t.testdir(),
    // As under `npm test --silent`.
    npm_config_loglevel: 'silent',
  })
}

t.test('a vulnerable dependency fails the audit, by name', async (t) => {
  const advisory = {
    id: 1,
    url: 'https://example.org/advisories/1',
    title: 'Says too much',
    severity: 'high',
    vulnerable_versions: '*',
  }
  const { code, errors } = await auditAgainst(t, (request, response) => {
    if (request.url !== endpoint) return response.writeHead(404).end()
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ mysql2: [advisory] }))
  })
  t.equal(code, 1)
  t.match(errors, /^high: mysql2 .*Says too much \(https:\/\/example\.org\/advisories\/1\)/m)
})

t.test('without a finding the audit passes, and says nothing of having been skipped', async (t) => {
  const { code, output, errors } = await auditAgainst(t, (_request, response) => {
    response.setHeader('content-type', 'application/json').end('{}')
  })
  t.equal(code, 0, errors)
  t.match(output, '0 vulnerable dependencies')
  t.notMatch(errors, 'SKIPPED')
})

t.test('a registry without an audit is named loudly, and is no finding', async (t) => {
  const { code, errors } = await auditAgainst(t, (_request, response) => response.writeHead(405).end())
  t.equal(code, 0)
  t.match(errors, /SKIPPED.*405 Method Not Allowed/)
})
