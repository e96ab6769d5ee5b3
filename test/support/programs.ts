import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Program {
  name: string
  source: string
}

/** The most test files that share a process. */
const maxMembers = 3

/**
 * Writes the programs that tap runs. Some files of one folder share a process, one after the other: loading the sources
 * takes longer than most files. Files whose subject is a database run once more, on MySQL.
 *
 * @param folder where they are written
 * @param mysqlUrl the MySQL server, where there is one
 * @returns their paths
 */
export function writePrograms(files: readonly string[], folder: string, mysqlUrl: string | undefined): string[] {
  const onMySql = mysqlUrl ? files.filter(asksDatabase) : []
  const groups = [
    ...groupsOf(onMySql, { name: 'mysql-', prelude: `process.env.TEST_SERVER = 'MySQL'\n` }),
    ...groupsOf(files, { name: '', prelude: '' }),
  ]
  mkdirSync(folder, { recursive: true })
  // Folders come in alphabetical order; the browser's tests, which take longest, are in the last.
  return inTurns(groups.toReversed()).map(({ name, source }, position) => {
    // tap starts programs in the order of their names.
    const program = join(folder, `${String(position).padStart(3, '0')}-${name}.test.mjs`)
    writeFileSync(program, source)
    return program
  })
}

/**
 * One program of each folder, then the next of each: several browsers at once would only wait for each other, and tests
 * that wait leave the processor to tests that compute.
 */
function inTurns(groups: readonly Program[][]): Program[] {
  const longest = Math.max(...groups.map((group) => group.length))
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group.slice(turn, turn + 1))).flat()
}

/** The folders whose subject is what a database does. In the others it only holds the rows. */
const databaseFacing = ['database', 'tickets', 'knowledge-base', 'portal-users', 'mail', 'auth', 'cli']

/** Whether a file has tests for each database. Those that start a server of their own start a MariaDB. */
function asksDatabase(file: string): boolean {
  const source = readFileSync(file, 'utf8')
  const isDatabaseFacing = databaseFacing.includes(basename(dirname(file)))
  return isDatabaseFacing && /\bon(EachDatabase|Server)\(/.test(source) && !/\bstartMariaDb\b/.test(source)
}

/** The programs of each folder. */
function groupsOf(files: readonly string[], { name, prelude }: { name: string; prelude: string }): Program[][] {
  const size = Math.max(1, Math.min(maxMembers, Math.ceil(files.length / 8)))
  return Object.entries(Object.groupBy(files, (file) => dirname(file))).map(([directory, together = []]) =>
    Array.from({ length: Math.ceil(together.length / size) }, (_, position) => {
      const members = together.slice(position * size, (position + 1) * size)
      const imports = members.map((file) => `await import('${pathToFileURL(resolve(file))}')\n`)
      return { name: `${name}${basename(directory)}-${position + 1}`, source: prelude + imports.join('') }
    }),
  )
}
