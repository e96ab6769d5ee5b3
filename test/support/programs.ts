import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The most test files that share a process. */
const maxMembers = 8

/**
 * Writes the programs that tap runs. Some files of one folder share a process, one after the other: loading the sources
 * takes longer than most files. Files that ask a database run once more, on MySQL.
 *
 * @param folder where they are written
 * @param mysqlUrl the MySQL server, where there is one
 * @returns their paths
 */
export function writePrograms(files: readonly string[], folder: string, mysqlUrl: string | undefined): string[] {
  const onMySql = mysqlUrl ? files.filter(asksDatabase) : []
  return [
    ...writeGroups(onMySql, join(folder, 'mysql'), `process.env.TEST_SERVER = 'MySQL'\n`),
    ...writeGroups(files, folder, ''),
  ]
}

/** Whether a file has tests for each database. Those that start a server of their own start a MariaDB. */
function asksDatabase(file: string): boolean {
  const source = readFileSync(file, 'utf8')
  return /\bon(EachDatabase|Server)\(/.test(source) && !/\bstartMariaDb\b/.test(source)
}

function writeGroups(files: readonly string[], folder: string, prelude: string): string[] {
  const size = Math.max(1, Math.min(maxMembers, Math.ceil(files.length / 8)))
  return Object.entries(Object.groupBy(files, (file) => dirname(file))).flatMap(([directory, together = []]) =>
    Array.from({ length: Math.ceil(together.length / size) }, (_, position) => {
      const program = join(folder, directory, `${position + 1}.test.mjs`)
      const members = together.slice(position * size, (position + 1) * size)
      const imports = members.map((file) => `await import('${pathToFileURL(resolve(file))}')\n`)
      mkdirSync(dirname(program), { recursive: true })
      writeFileSync(program, prelude + imports.join(''))
      return program
    }),
  )
}
