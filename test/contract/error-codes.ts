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

const signIn: ErrorCode[] = [...always, ...withBody, 'INVALID_CREDENTIALS', 'SECOND_FACTOR_REQUIRED', 'INVALID_CODE']
/** Of what changes something, for the cookie of the built-in portal may be what signs the caller in. */
const changing: ErrorCode[] = [...signedIn, 'CROSS_ORIGIN_REQUEST', ...withBody]

const administered: ErrorCode[] = [...signedIn, 'NOT_AN_ADMINISTRATOR']
/** Of one portal user, as administrators change them. */
const administering: ErrorCode[] = [...changing, 'NOT_AN_ADMINISTRATOR', 'PORTAL_USER_NOT_FOUND']

/** The codes that each operation can answer with. */
export const errorCodes: Record<string, ErrorCode[]> = {
  getLiveness: always,
  getReadiness: always,
  getOpenApiDocument: always,
  login: signIn,
  startCookieSession: [...signIn, 'CROSS_ORIGIN_REQUEST'],
  getSignInOptions: always,
  logout: changing,
  requestPasswordReset: [...always, ...withBody, 'MAIL_NOT_CONFIGURED'],
  readLink: [...always, ...withBody, 'LINK_INVALID'],
  setPasswordByLink: [...always, ...withBody, 'LINK_INVALID', 'PASSWORD_TOO_WEAK'],
  changePassword: [...changing, 'WRONG_PASSWORD', 'PASSWORD_TOO_WEAK'],
  listSessions: signedIn,
  endSession: [...changing, 'SESSION_NOT_FOUND'],
  endOtherSessions: changing,
  listSecurityEvents: signedIn,
  getSecondFactor: signedIn,
  startSecondFactor: [...changing, 'WRONG_PASSWORD', 'SECOND_FACTOR_STATE'],
  confirmSecondFactor: [...changing, 'INVALID_CODE', 'SECOND_FACTOR_STATE'],
  disableSecondFactor: [...changing, 'WRONG_PASSWORD'],
  getProfile: signedIn,
  listTickets: signedIn,
  countTickets: signedIn,
  startSingleSignOn: always,
  finishSingleSignOn: always,
  getTicket: [...signedIn, 'TICKET_NOT_FOUND'],
  createTicket: [...changing, 'IDEMPOTENCY_KEY_REUSED'],
  listComments: [...signedIn, 'TICKET_NOT_FOUND'],
  addComment: [...changing, 'TICKET_NOT_FOUND', 'TICKET_CLOSED', 'IDEMPOTENCY_KEY_REUSED'],
  listArticles: signedIn,
  listCategories: signedIn,
  getArticle: [...signedIn, 'ARTICLE_NOT_FOUND'],
  renderPreview: changing,
  getAdministrator: administered,
  listPortalUsers: administered,
  listCustomers: administered,
  exportPortalUsers: administered,
  getPortalUser: [...administered, 'PORTAL_USER_NOT_FOUND'],
  createPortalUser: [...changing, 'NOT_AN_ADMINISTRATOR', 'EMAIL_TAKEN', 'UNKNOWN_CUSTOMER'],
  importPortalUsers: [...changing, 'NOT_AN_ADMINISTRATOR', 'EMAIL_TAKEN', 'IMPORT_UNREADABLE'],
  changePortalUser: [...administering, 'UNKNOWN_CUSTOMER'],
  makePasswordLink: [...administering, 'PORTAL_USER_DISABLED'],
  setPortalUserPassword: [...administering, 'PASSWORD_TOO_WEAK'],
  removeSecondFactor: administering,
  disablePortalUser: administering,
  enablePortalUser: administering,
}
