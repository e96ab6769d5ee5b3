import type { NewTicket, TicketQuery } from '../api/types.ts'

export const statuses = ['open', 'in_progress', 'pending', 'resolved', 'closed', 'cancelled'] as const
export type KnownStatus = (typeof statuses)[number]

export const priorities = ['low', 'medium', 'high', 'critical'] as const satisfies NewTicket['priority'][]
export type Priority = (typeof priorities)[number]

export const ticketTypes = ['incident', 'change', 'problem', 'request'] as const satisfies TicketQuery['ticketType'][]
export type TicketType = (typeof ticketTypes)[number]

export function isStatus(word: string): word is KnownStatus {
  return statuses.some((status) => status === word)
}

export function isPriority(word: string): word is Priority {
  return priorities.some((priority) => priority === word)
}

export function isTicketType(word: string): word is TicketType {
  return ticketTypes.some((type) => type === word)
}

/** Writes a name of the ITSM for people: `waiting_for_vendor` becomes `Waiting for vendor`. */
export function words(name: string): string {
  const text = name.replaceAll('_', ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
