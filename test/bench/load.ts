import { once } from 'node:events'
import { Agent, get } from 'node:http'
import autocannon, { type Result } from 'autocannon'

/** What was measured of one server under load. */
export interface Measured {
  /** Answers a second. */
  throughput: number
  /** Milliseconds that half of the answers took at the most. */
  p50: number
  /** Milliseconds that 99 of 100 answers took at the most. */
  p99: number
}

/** What is asked, and how. */
export interface Target {
  url: string
  headers: Record<string, string>
}

/**
 * Keeps connections busy with one request after the other.
 *
 * @param seconds for how long
 * @throws when any answer is not 200: what would be measured then is something else
 */
export async function load({ url, headers }: Target, seconds: number, connections: number): Promise<Measured> {
  const times: number[] = []
  const result = await new Promise<Result>((resolve, reject) => {
    const instance = autocannon({ url, headers, connections, duration: seconds }, (error, result) =>
      error ? reject(error) : resolve(result),
    )
    instance.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  if (result['2xx'] === 0 || result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} other answers, ${result.errors} errors`)
  return { throughput: result['2xx'] / result.duration, ...percentiles(times) }
}

const agent = new Agent({ keepAlive: true })

/** Milliseconds from the request to the last byte of the answer. @throws when it is not 200 */
export async function timeOf({ url, headers }: Target): Promise<number> {
  const began = performance.now()
  const request = get(url, { agent, headers })
  const [response] = await once(request, 'response')
  response.resume()
  await once(response, 'end')
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`)
  return performance.now() - began
}

/** The middle of some times, and the one that 99 of 100 stay below. */
export function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  return percentiles(values).p50
}

/** The middle of each measure over several rounds. */
export function medians(rounds: readonly Measured[]): Measured {
  return {
    throughput: median(rounds.map(({ throughput }) => throughput)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
  }
}
