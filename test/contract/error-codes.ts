import type { ErrorCode } from '../../schemas/errors.ts'

const always: ErrorCode[] = [
  'BAD_REQUEST',
  'VALIDATION_FAILED',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
]
const signedIn: ErrorCode[] = [...always, 'UNAUTHENTICATED']
const withBody: ErrorCode[] = ['INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE']

/** The codes that each operation can answer with. */
export const errorCodes: Record<string, ErrorCode[]> = {
  getLiveness: always,
  getReadiness: always,
  getOpenApiDocument: always,
  login: [...always, ...withBody, 'INVALID_CREDENTIALS'],
  logout: [...signedIn, ...withBody],
  getProfile: signedIn,
  listTickets: signedIn,
  getTicket: [...signedIn, 'TICKET_NOT_FOUND'],
  createTicket: [...signedIn, ...withBody],
  listComments: [...signedIn, 'TICKET_NOT_FOUND'],
  addComment: [...signedIn, ...withBody, 'TICKET_NOT_FOUND', 'TICKET_CLOSED'],
  listArticles: signedIn,
  listCategories: signedIn,
  getArticle: [...signedIn, 'ARTICLE_NOT_FOUND'],
}
