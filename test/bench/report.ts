import { availableParallelism, cpus } from 'node:os'
import type { BenchItsm } from './data.ts'
import type { Growth } from './growth.ts'
import type { Storm } from './storm.ts'
import type { Compared } from './throughput.ts'

const number = (value: number) => Math.round(value).toLocaleString('en')
const milliseconds = (value: number) => value.toFixed(2)
const megabytes = (bytes: number | null) => (bytes === null ? 'unknown' : `${number(bytes / 1e6)} MB`)

/** What was measured on, and when. */
export function reportConditions({ version, counts }: BenchItsm): void {
  console.log(
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, MariaDB ${version.split('-')[0]}`,
  )
  console.log(`${availableParallelism()} cores for everything (${cpus()[0]?.model}), ${number(counts.total)} tickets`)
}

/**
 * Both servers side by side.
 *
 * @param memory of the portal afterwards
 */
export function reportThroughput(compared: readonly Compared[], memory: number | null): void {
  console.log('\nThroughput, portal and bare server, 10 connections (times in ms)')
  printTable(
    ['', 'portal/s', 'bare/s', 'ratio', 'expected', 'portal p50', 'p99', 'bare p50', 'p99'],
    compared.map(({ operation, portal, bare, ratio }) => [
      operation.name,
      number(portal.throughput),
      number(bare.throughput),
      ratio.toFixed(2),
      '≥ 0.90',
      milliseconds(portal.p50),
      milliseconds(portal.p99),
      milliseconds(bare.p50),
      milliseconds(bare.p99),
    ]),
  )
  console.log(`memory of the portal afterwards: ${megabytes(memory)}`)
}

/** How the list behaves when a customer has more tickets. */
export function reportGrowth({ counts }: BenchItsm, growth: readonly Growth[]): void {
  console.log('\nGrowth of the ticket list, one request at a time (times in ms)')
  printTable(
    ['', `p50 of ${number(counts.small)}`, `p50 of ${number(counts.large)}`, 'ratio', 'expected', 'p99', 'p99'],
    growth.map(({ page, small, large }) => [
      `${page} page`,
      milliseconds(small.p50),
      milliseconds(large.p50),
      (large.p50 / small.p50).toFixed(2),
      '≤ 1.50',
      milliseconds(small.p99),
      milliseconds(large.p99),
    ]),
  )
}

/** How the list behaves while many people sign in. */
export function reportStorm({ quiet, during, signIns, memory, seconds }: Storm): void {
  const perSecond = number((signIns.correct + signIns.wrong) / seconds)
  console.log(
    `\nTicket list during 100 concurrent sign-ins (${signIns.correct} correct and ${signIns.wrong} wrong, ${perSecond}/s)`,
  )
  printTable(
    ['', 'quiet', 'storm', 'ratio', 'expected'],
    [
      ['p50 in ms', milliseconds(quiet.p50), milliseconds(during.p50), (during.p50 / quiet.p50).toFixed(2), ''],
      ['p99 in ms', milliseconds(quiet.p99), milliseconds(during.p99), (during.p99 / quiet.p99).toFixed(2), '≤ 3.00'],
      ['memory of the portal', megabytes(memory.before), megabytes(memory.most), '', '< 200 MB'],
    ],
  )
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
}
