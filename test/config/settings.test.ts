import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { TSchema } from 'typebox'
import { ConfigError, readServiceSettings, readSettings } from '../../src/config/read-settings.ts'
import { settings } from '../../src/config/settings.ts'
import { withSecret } from '../../src/demo/secret.ts'
import { runProgram } from '../support/processes.ts'

const secret = 'x'.repeat(32)
const mysql = { DATABASE_URL: 'mysql://portal:secret@db/itsm', JWT_SECRET: secret }

function problemsOf(environment: Record<string, string>): string {
  try {
    readServiceSettings(environment)
    return ''
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

function folderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-config-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return folder
}

t.test('everything that is wrong is said at once', async (t) => {
  const problems = problemsOf({
    DATABASE_URL: 'postgres://db/itsm',
    PORT: 'eighty',
    DATABASE_TLS: 'maybe',
    JWT_SECRET: 'short',
    METRICS_TOKEN_FILE: '/nowhere/at/all',
  })
  for (const name of ['DATABASE_URL', 'PORT', 'DATABASE_TLS', 'JWT_SECRET', 'METRICS_TOKEN_FILE'])
    t.match(problems, name)
  t.match(problems, 'off, verify', 'with what is allowed')
  t.notMatch(problems, /short/, 'but never with a secret')
})

t.test('an address that cannot work is named, and not shown', async (t) => {
  const wrong = {
    DATABASE_URL: ['mysql://u:ge#heim@db/itsm', 'mysql://u:%zz@db/itsm', 'mysql://', 'postgres://db/itsm'],
    SMTP_URL: ['smtp://u:ge#heim@mail:587', 'http://mail'],
    REDIS_URL: ['redis://u:ge#heim@redis', 'http://redis'],
    ITSM_JWKS_URL: ['http://', 'ftp://itsm/keys'],
    PUBLIC_URL: [
      'https://desk.example.com/',
      'https://desk.example.com/portal',
      'https://a.example.com\\@evil',
      'desk',
    ],
    CORS_ORIGINS: ['*', 'https://app.example.com/', 'https://app.example.com,app'],
    TRUSTED_PROXIES: ['1', 'true', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.1,proxy', '10.0.0.0/8/8'],
    MAIL_FROM: ['Service Desk'],
  }
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) {
      const problems = problemsOf({ ...mysql, [name]: value })
      t.match(problems, new RegExp(`- ${name} `), `${name}=${value}`)
      t.notMatch(problems, /heim|evil/)
    }
  const right = {
    DATABASE_URL: 'mariadb://u:ge%23heim@db:3307/itsm',
    SMTP_URL: 'smtps://u:p%40ss@mail',
    REDIS_URL: 'rediss://redis:6380/1',
    ITSM_JWKS_URL: 'https://itsm/keys?of=all',
    PUBLIC_URL: 'https://Desk.example.com:8443',
    CORS_ORIGINS: 'https://app.example.com,http://localhost:5173',
    TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8,::1,fd00::/8,loopback',
    MAIL_FROM: 'Service Desk <desk@example.com>',
  }
  t.equal(problemsOf({ ...mysql, ...right }), '')
})

t.test('the secret must be there, long enough, and the portal’s own', async (t) => {
  const { JWT_SECRET: _, ...without } = mysql
  t.match(problemsOf(without), /JWT_SECRET must be set/)
  t.match(problemsOf({ ...mysql, JWT_SECRET: 'x'.repeat(31) }), /at least 32 bytes/)
  t.match(problemsOf({ ...mysql, JWT_PREVIOUS_SECRETS: `${secret},short` }), /at least 32 bytes/)
  t.match(problemsOf({ ...mysql, ITSM_JWT_SECRET: secret }), /must differ from ITSM_JWT_SECRET/)
  t.match(
    problemsOf({ ...mysql, ITSM_JWT_SECRET: 'y'.repeat(32), JWT_PREVIOUS_SECRETS: 'y'.repeat(32) }),
    /must differ/,
  )
  t.equal(problemsOf({ ...mysql, JWT_SECRET: 'é'.repeat(16) }), '', 'bytes are counted')
})

t.test('any setting can come from a file, without the line break at its end', async (t) => {
  const folder = folderOf(t)
  writeFileSync(join(folder, 'secret'), `${secret}\n`)
  writeFileSync(join(folder, 'port'), '8080\n')
  const { JWT_SECRET: _, ...without } = mysql
  const config = readServiceSettings({
    ...without,
    JWT_SECRET_FILE: join(folder, 'secret'),
    PORT_FILE: join(folder, 'port'),
  })
  t.equal(config.JWT_SECRET, secret)
  t.equal(config.PORT, 8080)
  t.match(problemsOf({ ...mysql, JWT_SECRET_FILE: join(folder, 'secret') }), /both set/)
})

t.test('every setting takes a file, and says by name which cannot be read', async (t) => {
  const names = Object.keys(settings.properties)
  const problems = problemsOf(Object.fromEntries(names.map((name) => [`${name}_FILE`, `/nowhere/${name}`])))
  for (const name of names) t.match(problems, `\n  - ${name}_FILE cannot be read: `)
})

t.test('lists are separated by commas, and empty means unset', async (t) => {
  const config = readServiceSettings({
    ...mysql,
    TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1',
    CORS_ORIGINS: '',
    REDIS_URL: '',
  })
  t.same(config.TRUSTED_PROXIES, ['10.0.0.0/8', '192.0.2.1'])
  t.same(config.CORS_ORIGINS, [])
  t.equal(config.REDIS_URL, undefined)
})

t.test('the embedded database has a secret of its own, which stays', async (t) => {
  const DATABASE_URL = `sqlite:${join(folderOf(t), 'portal.db')}`
  const { JWT_SECRET } = withSecret(readServiceSettings({ DATABASE_URL }))
  t.ok(Buffer.byteLength(JWT_SECRET) >= 32)
  t.equal(withSecret(readServiceSettings({ DATABASE_URL })).JWT_SECRET, JWT_SECRET)
})

t.test('reading the settings writes no file', async (t) => {
  const folder = folderOf(t)
  const DATABASE_URL = `sqlite:${join(folder, 'data', 'portal.db')}`
  t.equal(readServiceSettings({ DATABASE_URL }).JWT_SECRET, undefined)
  t.same(readdirSync(folder), [])
})

t.test('.env.example lists every setting, and no other', async (t) => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const listed = [...example.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1])
  t.same(listed.sort(), Object.keys(settings.properties).sort())
})

/** The line of a setting in docs/settings.md: its name, its default and what it is for. */
function lineOf([name, schema]: [string, TSchema & Described]): string {
  const { default: byDefault, description = '', enum: words } = schema
  const isUnset = byDefault === undefined || (Array.isArray(byDefault) && byDefault.length === 0)
  // The default of this one depends on the machine.
  const known = name === 'PASSWORD_HASH_CONCURRENCY' ? '1 to 4, by processors' : `\`${byDefault}\``
  const allowed = words ? `One of ${words.map((word) => `\`${word}\``).join(', ')}. ` : ''
  return `| \`${name}\` | ${isUnset ? '—' : known} | ${allowed}${description.replaceAll('<', '\\<')} |`
}

interface Described {
  default?: unknown
  description?: string
  enum?: readonly string[]
}

t.test('docs/settings.md lists every setting with its default and what it is for', async (t) => {
  const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')
  const listed = page.split('\n').filter((line) => /^\| `[A-Z]/.test(line))
  t.same(listed, Object.entries(settings.properties).map(lineOf))
})

t.test('.env.example shows the defaults, and what each setting is for', async (t) => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const shown = Object.fromEntries(
    [...example.matchAll(/^# ([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, text]) => [name, text]),
  )
  t.same(readSettings(shown), readSettings({}))
  for (const [name, schema] of Object.entries(settings.properties)) {
    const comment = example.split('\n\n').find((paragraph) => paragraph.includes(`\n# ${name}=`))
    const description = 'description' in schema ? schema.description : undefined
    t.ok(typeof description === 'string' && comment?.includes(description), name)
  }
})

t.test('the service says what is wrong with its settings, and ends', async (t) => {
  const { code, errors } = await runProgram('src/main.ts', [], { DATABASE_URL: 'mysql://db/itsm', PORT: '-1' })
  t.equal(code, 1)
  t.match(errors, /^The configuration is not valid:\n {2}- PORT/)
  t.match(errors, /JWT_SECRET must be set/)
  t.notMatch(errors, /at .*\.ts:\d/, 'without a stack trace')
})

t.test('a port that is taken is said, and the service ends with an error', async (t) => {
  const other = createServer()
  t.teardown(() => other.close())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const DATABASE_URL = `sqlite:${join(folderOf(t), 'portal.db')}`
  const { code, errors } = await runProgram('src/main.ts', [], { DATABASE_URL, PORT: String(port) })
  t.equal(code, 1)
  t.match(errors, /EADDRINUSE.*Set PORT to a free one\./)
})
