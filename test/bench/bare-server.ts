/**
 * What the portal is held against: node:http and mysql2, nothing else. It knows a few addresses; for each it asks the
 * database what the portal would ask, and answers with the rows as JSON. Nobody signs in, nothing is checked.
 */
import { createServer } from 'node:http'
import { createPool, type RowDataPacket } from 'mysql2'
import { sessionSettings } from '../../src/database/mysql.ts'
import type { Statement, Steps } from './portal-statements.ts'

process.once('message', (steps: Record<string, Steps>) => listen(new Map(Object.entries(steps))))

function listen(addresses: Map<string, Steps>): void {
  // The options of the portal's own pool.
  const pool = createPool({
    uri: process.env.DATABASE_URL ?? '',
    connectionLimit: 10,
    charset: 'utf8mb4',
    dateStrings: true,
    jsonStrings: true,
    supportBigNumbers: true,
    enableKeepAlive: true,
  })
  // And its sessions, so that the server carries the statements out in the same way.
  pool.on('connection', (connection) => {
    for (const statement of sessionSettings(10_000)) connection.query(statement)
  })
  const query = ({ sql, values }: Statement) =>
    new Promise<RowDataPacket[]>((resolve, reject) => {
      pool.query<RowDataPacket[]>(sql, [...values], (error, rows) => (error ? reject(error) : resolve(rows)))
    })
  const server = createServer(async (request, response) => {
    const results: RowDataPacket[][] = []
    for (const step of addresses.get(request.url ?? '') ?? []) {
      const [first] = step
      if (first && step.length === 1) results.push(await query(first))
      else results.push(...(await Promise.all(step.map(query))))
    }
    const body = JSON.stringify(results)
    response.writeHead(results.length > 0 ? 200 : 404, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  })
  server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('listening'))
}
