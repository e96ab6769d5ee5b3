import { startBareServer } from './bare-process.ts'
import { type BenchItsm, createBenchItsm, fullCounts, quickCounts } from './data.ts'
import { measureGrowth } from './growth.ts'
import { chooseOperations } from './operations.ts'
import { type PortalProcess, startPortal } from './portal-process.ts'
import { captureStatements } from './portal-statements.ts'
import { reportConditions, reportGrowth, reportStorm, reportThroughput } from './report.ts'
import { measureStorm } from './storm.ts'
import { type Compared, compare } from './throughput.ts'

type Part = (itsm: BenchItsm, portal: PortalProcess, isQuick: boolean) => Promise<void>

/**
 * Fills an ITSM, measures portals on it, and prints.
 *
 * @param names the parts that are measured; all of them where there is none
 * @param isQuick with less data and for shorter times
 */
export async function measure(names: readonly string[], isQuick: boolean): Promise<void> {
  const chosen = names.length > 0 ? names : Object.keys(parts)
  const unknown = chosen.find((name) => !parts[name])
  if (unknown) throw new Error(`${unknown} is not measured; there are ${Object.keys(parts).join(', ')}`)

  const counts = isQuick ? quickCounts : fullCounts
  console.error(`Filling an ITSM with ${counts.total.toLocaleString('en')} tickets …`)
  const itsm = await createBenchItsm(counts)
  reportConditions(itsm)
  for (const name of chosen) {
    // Each part has a portal of its own, so that it measures the same alone and after the others.
    const portal = await startPortal(itsm.url)
    try {
      await parts[name]?.(itsm, portal, isQuick)
    } finally {
      await portal.stop()
    }
  }
}

const parts: Record<string, Part> = {
  async throughput(itsm, portal, isQuick) {
    const operations = await chooseOperations(portal)
    const bare = await startBareServer(itsm.url, await captureStatements(itsm.url, operations))
    const rounds = isQuick ? { rounds: 5, seconds: 2 } : { rounds: 9, seconds: 4 }
    try {
      const compared: Compared[] = []
      for (const operation of operations) compared.push(await compare(operation, portal, bare, rounds))
      reportThroughput(compared, portal.residentMemory())
    } finally {
      await bare.stop()
    }
  },
  async growth(itsm, portal, isQuick) {
    reportGrowth(itsm, await measureGrowth(portal, itsm.counts, isQuick ? 500 : 3000))
  },
  async storm(_host, portal, isQuick) {
    reportStorm(await measureStorm(portal, isQuick ? 10 : 40))
  },
}
