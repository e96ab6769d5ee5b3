import { randomUUID } from 'node:crypto'
import { toStored } from '../../src/database/timestamps.ts'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import type { TestItsm } from './databases.ts'

/** A comment as it lies in the ITSM; columns that are not given are those of an agent's external comment. */
export interface CommentRow {
  content: string
  minute?: number
  differences?: Row
}

/** Puts comments of a ticket into the ITSM, past the portal; `minute` says when, on one day. */
export async function insertComments(
  { admin, form }: TestItsm,
  ticketId: string,
  comments: readonly CommentRow[],
): Promise<void> {
  const day = Date.parse('2026-03-05T00:00:00.000Z')
  const rows = comments.map(
    ({ content, minute = 0, differences }): Row => ({
      id: randomUUID(),
      tenant_id: demoIds.demoOrg,
      ticket_id: ticketId,
      author_id: demoIds.sabine,
      content,
      is_internal: 0,
      source: 'agent',
      created_at: toStored(form, new Date(day + minute * 60_000)),
      ...differences,
    }),
  )
  await insertRows(admin, 'ticket_comments', rows)
}
