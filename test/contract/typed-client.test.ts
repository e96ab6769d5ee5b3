import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { documentFile } from '../support/openapi-document.ts'
import { startPortal } from '../support/portal.ts'
import { runProgram } from '../support/processes.ts'
import { frontEnd, mistakes, programOf } from './client-programs.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'customer-portal-client-'))
const types = join(folder, 'paths.d.ts')
const mistakenPrograms = Object.keys(mistakes).map((_, position) => `${position}.ts`)

/** The project of a front end, with the types that openapi-typescript makes of the committed document. */
t.before(async () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: ['node'],
    allowImportingTsExtensions: true,
    // The types of the document itself are looked at too.
    skipLibCheck: false,
  }
  const files = ['front-end.ts', ...mistakenPrograms]
  await symlink(modules, join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  await writeFile(join(folder, 'front-end.ts'), frontEnd)
  for (const [position, statement] of Object.values(mistakes).entries())
    await writeFile(join(folder, `${position}.ts`), programOf(statement))
  const generator = join(modules, 'openapi-typescript/bin/cli.js')
  const options = [fileURLToPath(documentFile), '--default-non-nullable=false', '-o', types]
  const { code, errors } = await runProgram(generator, options, {})
  if (code !== 0) throw new Error(errors)
})

t.after(() => rm(folder, { recursive: true }))

t.test('the types of the built-in portal are those of the document', async (t) => {
  const committed = await readFile(new URL('../../src/web/api/schema.d.ts', import.meta.url), 'utf8')
  t.ok(committed === (await readFile(types, 'utf8')), 'src/web/api/schema.d.ts is stale: npm run openapi')
})

t.test('a client made of the document compiles, and notices every mistake', async (t) => {
  const { output } = await runProgram(join(modules, 'typescript/bin/tsc'), ['-p', folder, '--pretty', 'false'], {})
  for (const [position, name] of Object.keys(mistakes).entries())
    t.match(output, new RegExp(`/${position}\\.ts\\(4,|/${position}\\.ts\\(5,`), name)
  t.notMatch(output, /front-end\.ts\(|paths\.d\.ts\(|node_modules/, 'and nothing else is wrong')
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
