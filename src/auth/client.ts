import type { mailLanguages } from '../../schemas/portal-users.ts'

/** The browser and the address of a request, as sessions and the security log show them. */
export interface Client {
  /** For example `Firefox 133 on Windows`; null if it is unknown. */
  browser: string | null
  address: string
  /** The first language of the browser in which mails exist; null if there is none. */
  language: (typeof mailLanguages)[number] | null
}
