/** The name of the draft of a reply, and how it looks when nothing is typed. */
export function commentDraft(ticketId: string): [string, { content: string }] {
  return [`comment.${ticketId}`, { content: '' }]
}
