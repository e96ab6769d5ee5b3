import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import portalConfig from '../../src/web/openapi-ts.config.ts'
import { onEachDatabase } from '../support/databases.ts'
import { documentFile } from '../support/openapi-document.ts'
import { startPortal } from '../support/portal.ts'
import { runProgram } from '../support/processes.ts'
import { frontEnd, mistakes, programOf } from './client-programs.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
const input = fileURLToPath(documentFile)
const logs = { level: 'silent', file: false } as const

const folder = await mkdtemp(join(tmpdir(), 'customer-portal-client-'))
const programs = {
  'front-end.ts': frontEnd,
  ...Object.fromEntries(Object.values(mistakes).map((statement, position) => [`${position}.ts`, programOf(statement)])),
}

/** The project of a front end, with the client that the generator makes of the committed document by itself. */
t.before(async () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: ['node'],
    allowImportingTsExtensions: true,
    // The client itself is looked at too.
    skipLibCheck: false,
  }
  await symlink(modules, join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(programs) }))
  for (const [name, program] of Object.entries(programs)) await writeFile(join(folder, name), program)
  await createClient({ input, output: { path: join(folder, 'client'), importFileExtension: '.ts' }, logs })
})

t.after(() => rm(folder, { recursive: true }))

t.test('the client of the built-in portal is the one that the document makes', async (t) => {
  const committed = fileURLToPath(new URL('../../src/web/api/generated', import.meta.url))
  const path = join(folder, 'portal')
  await createClient({ ...portalConfig, input, output: { ...portalConfig.output, path }, logs })
  t.same(await filesIn(committed), await filesIn(path), 'src/web/api/generated is stale: npm run openapi')
})

async function filesIn(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = files.sort().map(async (file) => [file.slice(path.length), await readFile(file, 'utf8')])
  return Object.fromEntries(await Promise.all(contents))
}

t.test('a client made of the document compiles, and notices every mistake', async (t) => {
  const { output } = await runProgram(join(modules, 'typescript/bin/tsc'), ['-p', folder, '--pretty', 'false'], {})
  for (const [position, name] of Object.keys(mistakes).entries())
    t.match(output, new RegExp(`/${position}\\.ts\\([34],`), name)
  const isMistake = (line: string) => /\/\d+\.ts\([34],/.test(line)
  const errors = output.split('\n').filter((line) => /error TS\d+/.test(line))
  t.same(
    errors.filter((line) => !isMistake(line)),
    [],
    'and nothing else is wrong',
  )
  t.notMatch(output, /front-end\.ts\(|\.gen\.ts\(|node_modules/)
})

onEachDatabase(t, 'a client made of the document drives the running service', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const origin = await portal.app.listen({ host: '127.0.0.1', port: 0 })
  const { tenantSlug, email, password } = demoLogin
  const run = await runProgram(join(folder, 'front-end.ts'), [origin, tenantSlug, email, password], {})
  t.equal(run.code, 0, run.errors)
  t.match(JSON.parse(run.output || '{}'), {
    refusedCode: 'UNAUTHENTICATED',
    user: 'Katharina Lindner',
    ticket: { number: /^INC-\d{4}-\d{5}$/, status: 'open', priority: 'high' },
    comment: { isOwn: true, author: 'Katharina Lindner' },
    newest: 'Typed',
    limit: 5,
    comments: ['And a comment.'],
    article: /^<(p|h\d)/,
    missing: 'TICKET_NOT_FOUND',
    left: 204,
  })
})
