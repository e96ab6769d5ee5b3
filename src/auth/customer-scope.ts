/** The portal user whose session was found. */
interface Holder {
  id: string
  tenantId: string
  customerId: string
  displayName: string
}

/**
 * Whose rows a request may touch. Every repository function for customer data asks for one. No other object passes for
 * one: the class is private to this file.
 */
class Scope {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: keeps other objects of the same shape from passing for a scope
  private readonly authenticated = true
  readonly tenantId: string
  readonly customerId: string
  readonly portalUserId: string
  readonly displayName: string

  constructor(holder: Holder) {
    this.tenantId = holder.tenantId
    this.customerId = holder.customerId
    this.portalUserId = holder.id
    this.displayName = holder.displayName
  }
}
export type CustomerScope = Scope

/** Makes the scope of a portal user. Only authentication.ts may import this; a lint rule holds it. */
export function createCustomerScope(holder: Holder): CustomerScope {
  return new Scope(holder)
}
