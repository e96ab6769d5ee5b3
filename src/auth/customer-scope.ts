/** The portal user whose session was found. */
interface Holder {
  id: string
  tenantId: string
  customerId: string
  displayName: string
}

/**
 * The tenant, customer and portal user whose rows a request may touch. Every repository function for customer data
 * requires a scope. The class is private to this file, so no other object can be passed as a scope.
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

/** Makes the scope of a portal user. Only authentication.ts may import this; a lint rule enforces it. */
export function createCustomerScope(holder: Holder): CustomerScope {
  return new Scope(holder)
}
