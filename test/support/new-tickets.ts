import { api, type TestPortal } from './portal.ts'

/**
 * Opens a ticket through the API.
 *
 * @returns the ticket as it is answered
 * @throws where the answer is not 201
 */
export async function openTicket(
  portal: TestPortal,
  token: string,
  differences: { ticketType?: 'incident' | 'change'; priority?: string; title?: string } = {},
): Promise<{ id: string; ticketNumber: string }> {
  const payload = {
    ticketType: 'incident',
    title: 'The scanner jams',
    description: 'Every second page.',
    priority: 'medium',
    ...differences,
  }
  const answer = await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload })
  if (answer.statusCode !== 201) throw new Error(`no ticket was opened: ${answer.body}`)
  return answer.json().data
}
