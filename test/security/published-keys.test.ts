import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { agentClaims, agentToken } from '../support/agents.ts'
import { forge, type Json } from '../support/jwt.ts'
import { adminApi, startPortal, type TestPortal } from '../support/portal.ts'

/** An ITSM that publishes the keys of its tokens, by HTTP. */
interface PublishingItsm {
  url: string
  /** What it answers. */
  keys: object[]
  isAway: boolean
}

async function startItsm(t: Test): Promise<PublishingItsm> {
  const itsm: PublishingItsm = { url: '', keys: [], isAway: false }
  const server: Server = createServer((_request, response) => {
    if (itsm.isAway) response.writeHead(502).end('nothing')
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: itsm.keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  itsm.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
  return itsm
}

/** A key pair of the ITSM, with a way to sign with it. */
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

t.test('tokens are checked by the keys that the ITSM publishes, and by nothing else', async (t) => {
  const itsm = await startItsm(t)
  const [rsa, elliptic, stranger] = [
    await createKey('RS256', 'one'),
    await createKey('ES256', 'two'),
    await createKey('RS256', 'one'),
  ]
  itsm.keys = [rsa.jwk, elliptic.jwk]
  const portal = await startPortal(t, 'sqlite', { environment: { ITSM_JWKS_URL: itsm.url } })
  const status = async (token: string) => (await answerTo(portal, token)).statusCode
  t.equal(await status(await rsa.sign()), 200)
  t.equal(await status(await elliptic.sign()), 200)
  t.equal(await status(await stranger.sign()), 401, 'a key that the ITSM does not have')
  t.equal(await status(agentToken()), 401, 'the secret counts no more, where it is configured too')
  const publicText = await exportSPKI(rsa.publicKey)
  const confused = forge({ alg: 'HS256', kid: 'one' }, agentClaims(), publicText)
  t.equal(await status(confused), 401, 'the public key is no secret')
  t.equal(await status(await rsa.sign({ ...agentClaims(), exp: 1 })), 401, 'expired')
})

t.test('without the ITSM’s keys nothing is known: 503, and it heals by itself', async (t) => {
  const itsm = await startItsm(t)
  const key = await createKey('RS256', 'one')
  itsm.keys = [key.jwk]
  itsm.isAway = true
  const portal = await startPortal(t, 'sqlite', { environment: { ITSM_JWKS_URL: itsm.url } })
  const away = await answerTo(portal, await key.sign())
  t.equal(away.json().error.code, 'SERVICE_UNAVAILABLE')
  t.ok(away.headers['retry-after'])
  t.match(portal.log.join(''), 'keys of the ITSM unavailable')
  itsm.isAway = false
  t.equal((await answerTo(portal, await key.sign())).statusCode, 200)
})
