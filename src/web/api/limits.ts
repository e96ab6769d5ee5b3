// Made from the published contract by `npm run openapi`. Do not edit.

export const loginLimits = {
  tenantSlug: { minLength: 1, maxLength: 100 },
  email: { minLength: 3, maxLength: 254 },
  password: { minLength: 1, maxLength: 1024 },
  code: { minLength: 6, maxLength: 20 },
} as const

export const startCookieSessionLimits = {
  tenantSlug: { minLength: 1, maxLength: 100 },
  email: { minLength: 3, maxLength: 254 },
  password: { minLength: 1, maxLength: 1024 },
  code: { minLength: 6, maxLength: 20 },
} as const

export const getSignInOptionsLimits = {
  tenant: { minLength: 1, maxLength: 100 },
} as const

export const requestPasswordResetLimits = {
  tenantSlug: { minLength: 1, maxLength: 100 },
  email: { minLength: 3, maxLength: 254 },
} as const

export const setPasswordByLinkLimits = {
  password: { minLength: 10, maxLength: 1024 },
} as const

export const startSingleSignOnLimits = {
  returnTo: { maxLength: 1000 },
} as const

export const finishSingleSignOnLimits = {
  state: { maxLength: 1000 },
  code: { maxLength: 8000 },
  iss: { maxLength: 1000 },
  error: { maxLength: 1000 },
} as const

export const changePasswordLimits = {
  currentPassword: { minLength: 1, maxLength: 1024 },
  newPassword: { minLength: 10, maxLength: 1024 },
} as const

export const listSecurityEventsLimits = {
  page: { minimum: 1, maximum: 1000000 },
  limit: { minimum: 1, maximum: 100 },
} as const

export const startSecondFactorLimits = {
  password: { minLength: 1, maxLength: 1024 },
} as const

export const disableSecondFactorLimits = {
  password: { minLength: 1, maxLength: 1024 },
} as const

export const listTicketsLimits = {
  page: { minimum: 1, maximum: 1000000 },
  limit: { minimum: 1, maximum: 100 },
  status: { maxItems: 20, items: { minLength: 1, maxLength: 50 } },
  q: { minLength: 1, maxLength: 100 },
} as const

export const createTicketLimits = {
  title: { minLength: 1, maxLength: 500 },
  description: { minLength: 0, maxLength: 50000 },
} as const

export const countTicketsLimits = {
  q: { minLength: 1, maxLength: 100 },
} as const

export const addCommentLimits = {
  content: { minLength: 1, maxLength: 50000 },
} as const

export const listArticlesLimits = {
  page: { minimum: 1, maximum: 1000000 },
  limit: { minimum: 1, maximum: 100 },
  q: { minLength: 1, maxLength: 100 },
  tag: { minLength: 1, maxLength: 255 },
  category: { minLength: 1, maxLength: 255 },
} as const

export const listCategoriesLimits = {
  q: { minLength: 1, maxLength: 100 },
  tag: { minLength: 1, maxLength: 255 },
} as const

export const renderPreviewLimits = {
  content: { minLength: 1, maxLength: 50000 },
} as const

export const listPortalUsersLimits = {
  q: { minLength: 1, maxLength: 100 },
  page: { minimum: 1, maximum: 1000000 },
  limit: { minimum: 1, maximum: 100 },
} as const

export const createPortalUserLimits = {
  email: { maxLength: 254 },
  displayName: { minLength: 1, maxLength: 100 },
} as const

export const changePortalUserLimits = {
  displayName: { minLength: 1, maxLength: 100 },
} as const

export const setPortalUserPasswordLimits = {
  password: { minLength: 10, maxLength: 1024 },
} as const

export const importPortalUsersLimits = {
  csv: { minLength: 1, maxLength: 400000 },
} as const

export const listCustomersLimits = {
  q: { minLength: 1, maxLength: 100 },
  page: { minimum: 1, maximum: 1000000 },
  limit: { minimum: 1, maximum: 100 },
} as const

/** How many rows of a file are imported at once. */
export const maxImportedRows = 1000
