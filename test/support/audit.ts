/**
 * `npm audit --omit=dev`, which fails on any finding. Registries that offer no audit (mirrors, mostly) or cannot be
 * reached know nothing; that is said loudly instead of being taken for a finding, or for the lack of one.
 */
import { spawnSync } from 'node:child_process'

/** What `npm audit --json` prints: a report, or what kept it from making one. */
interface Audit {
  message?: string
  vulnerabilities?: Record<string, Finding>
}

interface Finding {
  severity: string
  range: string
  /** The advisories, and the names of the dependencies through which the package is affected. */
  via: ({ title: string; url: string } | string)[]
}

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--loglevel=error'], { encoding: 'utf8' })
const { message, vulnerabilities }: Audit = stdout.startsWith('{') ? JSON.parse(stdout) : {}

if (vulnerabilities) {
  const findings = Object.entries(vulnerabilities)
  for (const [name, finding] of findings) console.error(describe(name, finding))
  console.log(`npm audit: ${findings.length} vulnerable dependencies`)
  process.exitCode = findings.length > 0 ? 1 : 0
} else if (stderr.includes('audit endpoint returned an error')) {
  const line = '!'.repeat(80)
  console.error(`${line}\nnpm audit was SKIPPED, the registry offers none: ${message}\n${line}`)
} else {
  console.error(`npm audit failed: ${stderr || stdout}`)
  process.exitCode = 1
}

function describe(name: string, { severity, range, via }: Finding): string {
  const reasons = via.map((cause) => (typeof cause === 'string' ? `through ${cause}` : `${cause.title} (${cause.url})`))
  return `${severity}: ${name} ${range}: ${reasons.join('; ')}`
}
