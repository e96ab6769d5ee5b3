export interface DemoTenant {
  id: string
  name: string
  slug: string
}

export interface DemoCustomer {
  id: string
  tenantId: string
  name: string
  industry: string
  contactEmail: string
}

export interface DemoAgent {
  id: string
  email: string
  displayName: string
  tenantIds: string[]
  role: 'admin' | 'manager' | 'agent'
}

export interface DemoPortalUser {
  id: string
  tenantId: string
  customerId: string
  email: string
  displayName: string
}

/** Every demo agent and portal user signs in with it. For the embedded demo database only. */
export const demoPassword = 'changeme'

/** Fixed, so that addresses and bookmarks survive a restart of the demo. */
export const demoIds = {
  demoOrg: '7633252d-f727-478e-b27d-4d9af6061a73',
  nordwind: 'a8246a9c-c2ce-491b-bf08-8370f49cb787',

  acme: '8e2188fc-500b-471e-b973-02fefc1f7250',
  globex: 'd7ac6eef-9529-470e-8c06-f1fbd70527ae',
  hansa: '97fb94eb-e8f8-42df-937c-11b6784d6eb6',

  sabine: '91992eb2-94ec-4cf9-88a6-fbb935d372be',
  tomasz: '79487217-7234-4375-bcd4-9649128afc92',
  amara: '24a07ded-6c33-45e8-8d0d-4ddec86ec1f3',
  lena: '591e2350-67b3-42d0-8be5-e68e9ba17a72',

  katharina: '59d6b7ab-3e5c-4d5c-b5bd-ea78551a62be',
  mehmet: 'ae89afed-5106-4bc0-b476-64a1036a2964',
  priya: 'ac325f89-0a9a-468c-9f6a-363ab655975c',
  henrik: '219f8abe-1491-4a50-af26-8ea4ac20111b',
} as const

export const demoTenants: DemoTenant[] = [
  { id: demoIds.demoOrg, name: 'Demo Organisation', slug: 'demo-org' },
  { id: demoIds.nordwind, name: 'Nordwind IT', slug: 'nordwind' },
]

export const demoCustomers: DemoCustomer[] = [
  {
    id: demoIds.acme,
    tenantId: demoIds.demoOrg,
    name: 'ACME Manufacturing GmbH',
    industry: 'Manufacturing',
    contactEmail: 'it@acme.example.com',
  },
  {
    id: demoIds.globex,
    tenantId: demoIds.demoOrg,
    name: 'Globex Logistics AG',
    industry: 'Logistics',
    contactEmail: 'service@globex.example.com',
  },
  {
    id: demoIds.hansa,
    tenantId: demoIds.nordwind,
    name: 'Hansa Shipping KG',
    industry: 'Shipping',
    contactEmail: 'kontakt@hansa-shipping.example.com',
  },
]

export const demoAgents: DemoAgent[] = [
  {
    id: demoIds.sabine,
    email: 'sabine.hofer@demo-org.example.com',
    displayName: 'Sabine Hofer',
    tenantIds: [demoIds.demoOrg],
    role: 'admin',
  },
  {
    id: demoIds.tomasz,
    email: 'tomasz.zielinski@demo-org.example.com',
    displayName: 'Tomasz Zieliński',
    tenantIds: [demoIds.demoOrg],
    role: 'manager',
  },
  {
    id: demoIds.amara,
    email: 'amara.okafor@demo-org.example.com',
    displayName: 'Amara Okafor',
    tenantIds: [demoIds.demoOrg],
    role: 'agent',
  },
  {
    id: demoIds.lena,
    email: 'lena.brodersen@nordwind.example.com',
    displayName: 'Lena Brodersen',
    tenantIds: [demoIds.nordwind],
    role: 'manager',
  },
]

export const demoPortalUsers: DemoPortalUser[] = [
  {
    id: demoIds.katharina,
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    email: 'portal@acme.example.com',
    displayName: 'Katharina Lindner',
  },
  {
    id: demoIds.mehmet,
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    email: 'mehmet.yildiz@acme.example.com',
    displayName: 'Mehmet Yıldız',
  },
  {
    id: demoIds.priya,
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    email: 'priya.raman@globex.example.com',
    displayName: 'Priya Raman',
  },
  {
    id: demoIds.henrik,
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    email: 'henrik.claasen@hansa-shipping.example.com',
    displayName: 'Henrik Claasen',
  },
]

/** Where a first look begins. */
export const demoLogin = { tenantSlug: 'demo-org', email: 'portal@acme.example.com', password: demoPassword }
