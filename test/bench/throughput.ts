import { load, type Measured, median, medians } from './load.ts'
import type { Operation } from './operations.ts'
import type { PortalProcess, ServerProcess } from './portal-process.ts'

const connections = 10

/** Seconds until the compilers of both servers have done their work. */
const warmUp = 6

export interface Compared {
  operation: Operation
  portal: Measured
  bare: Measured
  /** The portal's throughput as a share of the bare server's: the median of the rounds. */
  ratio: number
}

/**
 * Measures an operation on both servers in turn, several times: whatever else the machine does meanwhile slows both.
 *
 * @param rounds how often
 * @param seconds for how long each time
 */
export async function compare(
  operation: Operation,
  portal: PortalProcess,
  bare: ServerProcess,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Compared> {
  const portalTarget = { url: portal.addressOf(operation.path), headers: await portal.signIn(operation.login) }
  const bareTarget = { url: `${bare.url}${operation.path}`, headers: {} }
  await load(portalTarget, warmUp, connections)
  await load(bareTarget, warmUp, connections)
  const pairs: { portal: Measured; bare: Measured }[] = []
  for (let round = 0; round < rounds; round++)
    pairs.push({
      portal: await load(portalTarget, seconds, connections),
      bare: await load(bareTarget, seconds, connections),
    })
  return {
    operation,
    portal: medians(pairs.map(({ portal }) => portal)),
    bare: medians(pairs.map(({ bare }) => bare)),
    ratio: median(pairs.map(({ portal, bare }) => portal.throughput / bare.throughput)),
  }
}
