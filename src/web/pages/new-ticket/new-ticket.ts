import { createTicketLimits } from '../../api/limits.ts'
import type { NewTicket } from '../../api/types.ts'
import { priorities } from '../../tickets/ticket-words.ts'

export type TicketValues = Record<'ticketType' | 'title' | 'description' | 'priority', string>

/** What can be wrong with a ticket, in the words of the messages. */
type Problem = 'titleMissing' | 'titleTooLong' | 'descriptionTooLong'

/** What is wrong with a ticket before it is sent, by field. */
export function checkNewTicket({ title, description }: TicketValues): { title?: Problem; description?: Problem } {
  const limits = createTicketLimits
  const titleLength = [...title.trim()].length
  const descriptionLength = [...description.trim()].length
  return {
    ...(titleLength < limits.title.minLength ? { title: 'titleMissing' } : {}),
    ...(titleLength > limits.title.maxLength ? { title: 'titleTooLong' } : {}),
    ...(descriptionLength > limits.description.maxLength ? { description: 'descriptionTooLong' } : {}),
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
