/**
 * The benchmark: `npm run bench` measures everything, `npm run bench -- growth storm` a part, `--quick` with less data
 * and for shorter times. It starts a private MariaDB server and fills it first. It judges nothing: what is expected
 * stands beside what was measured.
 */
import { parseArgs } from 'node:util'
import { hasMariaDb, startMariaDb } from '../support/mariadb.ts'

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
})
if (!hasMariaDb()) throw new Error('the benchmark needs a MariaDB server program (mariadbd) on this machine')

const server = await startMariaDb(['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=512M'], { asService: true })
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await server.stop()
    process.exit(1)
  })
try {
  // The files of the tests read from the environment where the server is, when they are loaded.
  process.env.TEST_DATABASE_URL = server.url
  const { measure } = await import('./measure.ts')
  await measure(positionals, values.quick)
} finally {
  await server.stop()
}
