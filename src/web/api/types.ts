import type {
  ChangePortalUserData,
  CountTicketsData,
  CreatePortalUserData,
  ListArticlesData,
  ListPortalUsersData,
  ListTicketsData,
  StartCookieSessionData,
} from './generated/types.gen.ts'

export type {
  ActiveSession,
  Administrator,
  Article,
  ArticleCard,
  AuthenticatorSecret,
  Comment,
  ImportedRow,
  LinkMade,
  ManagedPortalUser as ManagedUser,
  ManagedPortalUserDetail as ManagedUserDetail,
  NewTicket,
  PageMeta,
  PasswordLink,
  PortalUserCreated as UserCreated,
  PortalUserImport as ImportReport,
  Profile,
  SecurityEvent,
  Ticket,
  TicketDetail,
} from './generated/types.gen.ts'

export type TicketQuery = NonNullable<ListTicketsData['query']>
export type TicketCountQuery = NonNullable<CountTicketsData['query']>
export type ArticleQuery = NonNullable<ListArticlesData['query']>
export type Credentials = StartCookieSessionData['body']
export type ManagedUserQuery = NonNullable<ListPortalUsersData['query']>
export type NewManagedUser = CreatePortalUserData['body']
export type UserChange = ChangePortalUserData['body']
