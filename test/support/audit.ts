/**
 * `npm audit --omit=dev`, which fails on any finding. Registries that offer no audit (mirrors, mostly) cannot say
 * anything; that is said loudly instead of being taken for a finding.
 */
import { spawnSync } from 'node:child_process'

const audit = spawnSync('npm', ['audit', '--omit=dev'], { encoding: 'utf8' })
const output = `${audit.stdout}${audit.stderr}`
if (audit.status !== 0 && /audit endpoint returned an error/.test(output)) {
  console.error(`${'!'.repeat(80)}\nnpm audit was SKIPPED: this registry offers no audit.\n${'!'.repeat(80)}`)
} else {
  console.log(output.trim())
  process.exitCode = audit.status ?? 1
}
