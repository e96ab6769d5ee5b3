import { maxTextLength } from '../../api/markdown.ts'
import type { NewTicket } from '../../api/types.ts'
import { priorities } from '../../ui/ticket-words.ts'

/** The limits of the contract, in characters. */
const minTitleLength = 3
export const maxTitleLength = 200

export type TicketValues = Record<'ticketType' | 'title' | 'description' | 'priority', string>

type Problem = 'titleMissing' | 'titleTooLong' | 'descriptionMissing' | 'descriptionTooLong'

/** What is wrong with a ticket before it is sent, by field. */
export function checkNewTicket({ title, description }: TicketValues): { title?: Problem; description?: Problem } {
  const titleLength = [...title.trim()].length
  const descriptionLength = [...description.trim()].length
  return {
    ...(titleLength < minTitleLength ? { title: 'titleMissing' } : {}),
    ...(titleLength > maxTitleLength ? { title: 'titleTooLong' } : {}),
    ...(descriptionLength === 0 ? { description: 'descriptionMissing' } : {}),
    ...(descriptionLength > maxTextLength ? { description: 'descriptionTooLong' } : {}),
  }
}

export function toNewTicket({ ticketType, title, description, priority }: TicketValues): NewTicket {
  return {
    ticketType: ticketType === 'change' ? 'change' : 'incident',
    title: title.trim(),
    description: description.trim(),
    priority: priorities.find((known) => known === priority) ?? 'medium',
  }
}
