import { demoIds } from '../../src/demo/people.ts'
import { linkFor } from '../support/links.ts'
import { api, type TestPortal } from '../support/portal.ts'
import { type Expectation, expectations, type Subjects } from './expectations.ts'

/** The rows that the requests of {@link expectations} are about, found as their owner finds them. */
export async function subjectsOf(portal: TestPortal): Promise<Subjects> {
  const token = await portal.signIn()
  const tickets = (await portal.request(token, { url: `${api}/tickets?status=open` })).json().data
  await portal.signIn()
  const sessions: { id: string; isCurrent: boolean }[] = (
    await portal.request(token, { url: `${api}/auth/sessions` })
  ).json().data
  return {
    ticketId: tickets[0].id,
    articleSlug: 'vpn-setup-windows',
    sessionId: sessions.find(({ isCurrent }) => !isCurrent)?.id ?? '',
    linkToken: await linkFor(portal, demoIds.mehmet),
    portalUserId: demoIds.mehmet,
  }
}

/** The operations that only portal users, or only administrators, may call, each with a request. */
export function protectedRequests(subjects: Subjects, access: Expectation['access'] = 'portal') {
  return Object.entries(expectations).flatMap(([operationId, expectation]: [string, Expectation]) =>
    expectation.access === access ? [{ operationId, expectation, request: expectation.request(subjects) }] : [],
  )
}

/** A body with the request id taken out, which alone may differ between two answers that say the same. */
export function withoutRequestId(body: string): string {
  return body.replace(/"requestId":"[^"]+"/, '"requestId":""')
}

const ofEachRequest = ['x-request-id', 'date', 'x-ratelimit-remaining', 'x-ratelimit-reset']

/** The headers of an answer without those that differ from request to request anyhow. */
export function comparableHeaders(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofEachRequest.includes(name)))
}
