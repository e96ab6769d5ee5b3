import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join, normalize } from 'node:path'
import t from 'tap'
import typescript from 'typescript'
import { copiedPaths, execForm, imageInstructions, root } from '../support/image.ts'

/** Every file of ours and every package that the programs import at run time, types left aside. */
function importedBy(programs: string[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set(programs)
  const packages = new Set<string>()
  for (const file of files) {
    const source = stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'))
    for (const { fileName } of typescript.preProcessFile(source, true, true).importedFiles) {
      if (fileName.startsWith('.')) files.add(normalize(join(file, '..', fileName)))
      else if (!fileName.startsWith('node:')) packages.add(packageOf(fileName))
    }
  }
  return { files, packages }
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const isWithin = (path: string, places: string[]) =>
  places.some((place) => path === place || path.startsWith(`${place}/`))

const commands = readdirSync(join(root, 'src/cli'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/cli/${name}`)
const { files, packages } = importedBy(['src/main.ts', ...commands])

t.test('the image holds every file that the service and its commands import', async (t) => {
  t.ok(files.has('src/tickets/repository.ts') && files.has('schemas/tickets.ts'), 'imports are followed')
  const { fromRepository } = copiedPaths()
  t.same(
    [...files].filter((file) => !isWithin(file, fromRepository)),
    [],
  )
})

t.test('every package that is imported at run time is a dependency', async (t) => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  t.ok(packages.has('fastify') && packages.has('@fastify/swagger-ui'), 'packages are noticed')
  t.same(
    [...packages].filter((name) => !(name in dependencies)),
    [],
  )
})

t.test('nothing that is secret, or only for development, reaches the image', async (t) => {
  const [first, ...exceptions] = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n')
  t.equal(first, '*', 'the build sees nothing')
  for (const exception of exceptions) t.match(exception, /^![\w.-]+$/, 'but what is named')
  const visible = exceptions.map((exception) => exception.slice(1))
  for (const path of ['.data', '.env', '.git', 'deploy/secrets', 'dist', 'node_modules', 'test'])
    t.notOk(isWithin(path, visible), `${path} stays outside`)

  const { fromRepository, fromStages } = copiedPaths()
  t.same(fromRepository.sort(), ['LICENSE', 'openapi', 'package.json', 'schemas', 'src'])
  t.same(fromStages.sort(), ['dist', 'node_modules'])
  for (const path of fromRepository) t.ok(visible.includes(path), `${path} is visible to the build`)
  for (const setting of [...imageInstructions('ENV'), ...imageInstructions('ARG')])
    t.notMatch(setting, /SECRET|PASSWORD|TOKEN|DATABASE_URL/)
})

t.test('the service is the first process, without privileges, and gets the signal to stop', async (t) => {
  t.same(imageInstructions('USER'), ['node'])
  t.same(imageInstructions('STOPSIGNAL'), ['SIGTERM'])
  t.same(imageInstructions('ENTRYPOINT'), [])
  t.same(execForm(imageInstructions('CMD')[0]), ['node', '--max-semi-space-size=8', 'src/main.ts'])
})

t.test('administrators find the command for portal users in the image', async (t) => {
  const linked =
    /ln -s \/portal\/(\S+) \/usr\/local\/bin\/portal-users/.exec(imageInstructions('RUN').join('\n'))?.[1] ?? ''
  const program = join(root, linked)
  t.ok((statSync(program).mode & 0o111) === 0o111, 'it can be executed')
  // By whichever Node comes first in the PATH: here the project's, in the image its own.
  const PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`
  const { status, stdout } = spawnSync(program, ['--help'], { encoding: 'utf8', env: { PATH } })
  t.equal(status, 0)
  t.match(stdout, 'Usage: ')
})
