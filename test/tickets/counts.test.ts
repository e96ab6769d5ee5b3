import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal } from '../support/portal.ts'

onEachDatabase(t, 'the counts of the states match the lists', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  for (const filter of ['', 'ticketType=incident', 'q=VPN', 'ticketType=change&q=nothing-has-this']) {
    const { data } = (await portal.request(token, { url: `${api}/tickets/counts?${filter}` })).json()
    const all = (await portal.request(token, { url: `${api}/tickets?limit=1&${filter}` })).json()
    t.equal(
      data.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
      all.meta.total,
      `all [${filter}]`,
    )
    for (const { status, count } of data) {
      t.not(status, 'archived')
      const one = (await portal.request(token, { url: `${api}/tickets?limit=1&status=${status}&${filter}` })).json()
      t.equal(count, one.meta.total, `${status} [${filter}]`)
    }
  }
})
