import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { agentClaims, agentToken } from '../support/agents.ts'
import { forge, type Json } from '../support/jwt.ts'
import { adminApi, startPortal, type TestPortal } from '../support/portal.ts'

/** A host that publishes the keys of its tokens, by HTTP. */
interface PublishingHost {
  url: string
  /** What it answers. */
  keys: object[]
  isAway: boolean
}

async function startHost(t: Test): Promise<PublishingHost> {
  const host: PublishingHost = { url: '', keys: [], isAway: false }
  const server: Server = createServer((_request, response) => {
    if (host.isAway) response.writeHead(502).end('nothing')
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: host.keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
  return host
}

/** A key pair of the host, with a way to sign with it. */
async function createKey(algorithm: string, kid: string) {
  const { publicKey, privateKey } = await generateKeyPair(algorithm)
  return {
    publicKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' },
    sign: (claims: Json = agentClaims()) =>
      new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid }).sign(privateKey),
  }
}

const answerTo = (portal: TestPortal, token: string) => portal.request(token, { url: `${adminApi}/me` })

t.test('tokens are checked by the keys that the host publishes, and by nothing else', async (t) => {
  const host = await startHost(t)
  const [rsa, elliptic, stranger] = [
    await createKey('RS256', 'one'),
    await createKey('ES256', 'two'),
    await createKey('RS256', 'one'),
  ]
  host.keys = [rsa.jwk, elliptic.jwk]
  const portal = await startPortal(t, 'sqlite', { environment: { HOST_JWKS_URL: host.url } })
  const status = async (token: string) => (await answerTo(portal, token)).statusCode
  t.equal(await status(await rsa.sign()), 200)
  t.equal(await status(await elliptic.sign()), 200)
  t.equal(await status(await stranger.sign()), 401, 'a key that the host does not have')
  t.equal(await status(agentToken()), 401, 'the secret counts no more, where it is configured too')
  const publicText = await exportSPKI(rsa.publicKey)
  const confused = forge({ alg: 'HS256', kid: 'one' }, agentClaims(), publicText)
  t.equal(await status(confused), 401, 'the public key is no secret')
  t.equal(await status(await rsa.sign({ ...agentClaims(), exp: 1 })), 401, 'expired')
})

t.test('without the host’s keys nothing is known: 503, and it heals by itself', async (t) => {
  const host = await startHost(t)
  const key = await createKey('RS256', 'one')
  host.keys = [key.jwk]
  host.isAway = true
  const portal = await startPortal(t, 'sqlite', { environment: { HOST_JWKS_URL: host.url } })
  const away = await answerTo(portal, await key.sign())
  t.equal(away.json().error.code, 'SERVICE_UNAVAILABLE')
  t.ok(away.headers['retry-after'])
  t.match(portal.log.join(''), 'keys of the host unavailable')
  host.isAway = false
  t.equal((await answerTo(portal, await key.sign())).statusCode, 200)
})
