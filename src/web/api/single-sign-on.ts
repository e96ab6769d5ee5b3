import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { bodyOf } from './errors.ts'

/** Whether an organisation has an identity provider to sign in through. */
export const singleSignOnQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['single-sign-on', tenant],
    queryFn: async ({ signal }) => {
      const { data } = await bodyOf(api.GET('/api/v1/portal/auth/options', { params: { query: { tenant } }, signal }))
      return data.singleSignOn
    },
    enabled: tenant !== '',
    staleTime: 5 * 60_000,
  })
