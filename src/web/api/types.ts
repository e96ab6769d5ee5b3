import type { components, operations } from './schema.d.ts'

type Schemas = components['schemas']

export type Ticket = Schemas['Ticket']
export type TicketDetail = Schemas['TicketDetail']
export type NewTicket = Schemas['NewTicket']
export type Comment = Schemas['Comment']
export type ArticleCard = Schemas['ArticleCard']
export type Article = Schemas['Article']
export type Profile = Schemas['Profile']
export type ActiveSession = Schemas['ActiveSession']
export type SecurityEvent = Schemas['SecurityEvent']
export type PasswordLink = Schemas['PasswordLink']
export type AuthenticatorSecret = Schemas['AuthenticatorSecret']
export type PageMeta = Schemas['PageMeta']
export type Administrator = Schemas['Administrator']
export type ManagedUser = Schemas['ManagedPortalUser']
export type ManagedUserDetail = Schemas['ManagedPortalUserDetail']
export type LinkMade = Schemas['LinkMade']
export type UserCreated = Schemas['PortalUserCreated']
export type ImportReport = Schemas['PortalUserImport']
export type ImportedRow = Schemas['ImportedRow']

export type TicketQuery = NonNullable<operations['listTickets']['parameters']['query']>
export type TicketCountQuery = NonNullable<operations['countTickets']['parameters']['query']>
export type ArticleQuery = NonNullable<operations['listArticles']['parameters']['query']>
export type Credentials = BodyOf<'startCookieSession'>

type BodyOf<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : never

export type ManagedUserQuery = NonNullable<operations['listPortalUsers']['parameters']['query']>
export type NewManagedUser = BodyOf<'createPortalUser'>
export type UserChange = BodyOf<'changePortalUser'>
