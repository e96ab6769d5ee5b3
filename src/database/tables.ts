import type { ColumnType, Generated } from 'kysely'
import type { StoredTimestamp } from './timestamps.ts'

/**
 * The columns that the portal reads or writes, by table. The ITSM's tables have more columns. The portal names its columns
 * and never selects all. The requirements for the ITSM are in itsm/contract.ts.
 */
export interface Tables {
  tenants: TenantsTable
  customers: CustomersTable
  users: UsersTable
  tenant_user_memberships: TenantUserMembershipsTable
  tickets: TicketsTable
  ticket_comments: TicketCommentsTable
  ticket_history: TicketHistoryTable
  kb_articles: KbArticlesTable
  sla_assignments: SlaAssignmentsTable
  sla_definitions: SlaDefinitionsTable
  customer_portal_users: PortalUsersTable
  customer_portal_sessions: PortalSessionsTable
  customer_portal_ticket_numbers: PortalTicketNumbersTable
  customer_portal_idempotency_keys: PortalIdempotencyKeysTable
  customer_portal_links: PortalLinksTable
  customer_portal_mails: PortalMailsTable
  customer_portal_sign_in_failures: PortalSignInFailuresTable
  customer_portal_security_log: PortalSecurityLogTable
  customer_portal_second_factors: PortalSecondFactorsTable
  customer_portal_recovery_codes: PortalRecoveryCodesTable
  customer_portal_audit: PortalAuditTable
  customer_portal_identity_providers: PortalIdentityProvidersTable
  customer_portal_identities: PortalIdentitiesTable
}

/** The timestamp columns of a table. */
export type TimestampColumn<Table extends keyof Tables> = {
  [Column in keyof Tables[Table] & string]: NonNullable<Tables[Table][Column]> extends StoredTimestamp ? Column : never
}[keyof Tables[Table] & string]

/** A flag of the ITSM: 0 or 1. */
export type Flag = number

interface TenantsTable {
  id: string
  name: string
  slug: string
  is_active: Flag
}

interface CustomersTable {
  id: string
  tenant_id: string
  name: string
  industry: string | null
  contact_email: string | null
  is_active: Flag
}

interface UsersTable {
  id: string
  email: string
  display_name: string
  password_hash: string | null
  auth_provider: string
  is_active: Flag
  created_at: StoredTimestamp
}

interface TenantUserMembershipsTable {
  tenant_id: string
  user_id: string
  role: string
}

interface TicketsTable {
  id: string
  tenant_id: string
  ticket_number: string
  ticket_type: string
  title: string
  description: string
  status: string
  priority: string
  reporter_id: string
  customer_id: string | null
  sla_tier: string | null
  sla_response_due: StoredTimestamp | null
  sla_resolve_due: StoredTimestamp | null
  source: string
  created_at: StoredTimestamp
  updated_at: StoredTimestamp
  resolved_at: StoredTimestamp | null
  closed_at: StoredTimestamp | null
  created_by: string
}

interface TicketCommentsTable {
  id: string
  tenant_id: string
  ticket_id: string
  author_id: string
  content: string
  is_internal: Flag
  source: string
  created_at: StoredTimestamp
}

interface TicketHistoryTable {
  id: string
  tenant_id: string
  ticket_id: string
  field_changed: string
  old_value: string | null
  new_value: string | null
  changed_by: string
  changed_at: StoredTimestamp
}

interface KbArticlesTable {
  id: string
  tenant_id: string
  title: string
  slug: string
  content: string
  category: string | null
  tags: string
  visibility: string
  status: string
  updated_at: StoredTimestamp
  published_at: StoredTimestamp | null
}

interface SlaAssignmentsTable {
  id: string
  tenant_id: string
  sla_definition_id: string
  service_id: string | null
  customer_id: string | null
  asset_id: string | null
}

interface SlaDefinitionsTable {
  id: string
  tenant_id: string
  name: string
  response_time_minutes: number
  resolution_time_minutes: number
  priority_overrides: string | null
  is_default: Flag
  is_active: Flag
}

interface PortalUsersTable {
  id: string
  tenant_id: string
  customer_id: string
  email: string
  /** The e-mail in lower case, computed by the database, so that rows inserted by SQL have it too. */
  email_key: ColumnType<string, never, never>
  display_name: string
  password_hash: string
  is_active: Generated<Flag>
  last_login: StoredTimestamp | null
  created_at: StoredTimestamp
  /** The language of mails to the user: the browser's language at the latest sign-in. */
  language: string | null
}

interface PortalSessionsTable {
  /** The `jti` of the token. */
  id: string
  portal_user_id: string
  created_at: StoredTimestamp
  expires_at: StoredTimestamp
  /** To the minute. */
  last_used_at: StoredTimestamp | null
  browser: string | null
  address: string | null
}

interface PortalTicketNumbersTable {
  tenant_id: string
  /** `{PREFIX}-{YEAR}-`, such as `INC-2026-`. */
  series: string
  last_number: number
}

interface PortalIdempotencyKeysTable {
  portal_user_id: string
  idempotency_key: string
  /** SHA-256 of the request, in hexadecimal. */
  request_hash: string
  /** The id of the ticket or comment that the request created. */
  resource_id: string
  created_at: StoredTimestamp
}

interface PortalLinksTable {
  /** SHA-256 of the token in hexadecimal. The token itself is only in the link. */
  token_hash: string
  portal_user_id: string
  purpose: string
  created_at: StoredTimestamp
  expires_at: StoredTimestamp
}

interface PortalMailsTable {
  id: string
  portal_user_id: string
  template: string
  /** Recipient and parameters, encrypted (src/encryption). Empty after the mail was sent. */
  sealed: string
  created_at: StoredTimestamp
  /** The time of the next attempt. While a replica is sending the mail, the end of its lease. */
  next_attempt_at: StoredTimestamp
  attempts: number
  /** When the mail was sent or given up. After that, it only counts towards the limit of mails. */
  done_at: StoredTimestamp | null
}

interface PortalSignInFailuresTable {
  /** SHA-256 of the key of the account, in hexadecimal. The account need not exist. */
  account_key: string
  failures: number
  last_failed_at: StoredTimestamp
  blocked_until: StoredTimestamp | null
}

interface PortalSecurityLogTable {
  id: string
  portal_user_id: string
  event: string
  browser: string | null
  address: string | null
  created_at: StoredTimestamp
}

interface PortalSecondFactorsTable {
  portal_user_id: string
  /** The TOTP secret, encrypted (src/encryption). */
  sealed_secret: string
  /** When a first code proved that the app is set up. Before that, sign-in does not ask for a code. */
  confirmed_at: StoredTimestamp | null
  /** The time step of the latest accepted code. No code is accepted twice (RFC 6238, 5.2). */
  last_step: number
  created_at: StoredTimestamp
}

interface PortalRecoveryCodesTable {
  portal_user_id: string
  /** SHA-256 of the code in hexadecimal. */
  code_hash: string
}

interface PortalAuditTable {
  id: string
  tenant_id: string
  /** `agent`, `command` or `identity-provider`. */
  actor_kind: string
  /** The agent's id, the account of the operating system, or the issuer. */
  actor: string
  action: string
  portal_user_id: string
  /** JSON, without secrets. */
  state_before: string | null
  state_after: string | null
  created_at: StoredTimestamp
}

interface PortalIdentityProvidersTable {
  tenant_id: string
  issuer: string
  client_id: string
  /** Encrypted (src/encryption); null for a public client. */
  sealed_client_secret: string | null
  /** A JSON array of the allowed domains of e-mails. */
  email_domains: string
  /** The customer for whom unknown users are created; null if they are not created. */
  created_for_customer_id: string | null
  is_active: Flag
}

interface PortalIdentitiesTable {
  /** SHA-256 of issuer and subject in hexadecimal, so that both are compared byte by byte in every collation. */
  identity_key: string
  issuer: string
  subject: string
  portal_user_id: string
  created_at: StoredTimestamp
}
