import { randomUUID } from 'node:crypto'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { insertComments } from '../support/comment-rows.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

/** The comments of a ticket as its own address gives them. */
async function commentsOf(portal: TestPortal, token: string, id: string) {
  return (await portal.request(token, { url: `${api}/tickets/${id}/comments` })).json().data
}

const contents = (comments: { content: string }[]) => comments.map(({ content }) => content)

onEachDatabase(t, 'only external comments of known sources are shown', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  const sources = ['agent', 'customer', 'email', 'system', 'chatbot', '', 'agent_internal', 'agents', 'Agent', 'email ']
  await insertComments(
    portal.itsm,
    id,
    sources.flatMap((source, minute) =>
      [0, 1, 2].map((flag) => ({
        content: `${source} ${flag}`,
        minute,
        differences: { source, is_internal: flag },
      })),
    ),
  )
  t.same(contents(await commentsOf(portal, await portal.signIn(), id)), ['agent 0', 'customer 0', 'email 0'])
})

onEachDatabase(t, 'the oldest comment comes first, alone and with the ticket alike', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  await insertComments(portal.itsm, id, [
    { content: 'third', minute: 30 },
    { content: 'first', minute: 10 },
    { content: 'fourth', minute: 40 },
    { content: 'second', minute: 20 },
  ])
  const token = await portal.signIn()
  const comments = await commentsOf(portal, token, id)
  t.same(contents(comments), ['first', 'second', 'third', 'fourth'])
  const { data } = (await portal.request(token, { url: `${api}/tickets/${id}` })).json()
  t.same(data.comments, comments)
})

onEachDatabase(t, 'comments of one moment stay in one order', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  const ids = Array.from({ length: 8 }, () => randomUUID())
  await insertComments(
    portal.itsm,
    id,
    ids.map((commentId) => ({ content: commentId, differences: { id: commentId } })),
  )
  t.same(contents(await commentsOf(portal, await portal.signIn(), id)), ids.toSorted())
})

onEachDatabase(t, 'a comment tells who wrote it, and whether that is oneself', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  await insertComments(portal.itsm, id, [
    { content: 'by an agent', minute: 1 },
    { content: 'by Katharina', minute: 2, differences: { author_id: demoIds.katharina, source: 'customer' } },
    { content: 'by Mehmet', minute: 3, differences: { author_id: demoIds.mehmet, source: 'customer' } },
  ])
  const seen = async (email: string) =>
    (await commentsOf(portal, await portal.signIn(email), id)).map(
      ({ author, isOwn }: { author: { displayName: string }; isOwn: boolean }) => [author.displayName, isOwn],
    )
  t.same(await seen('portal@acme.example.com'), [
    ['Sabine Hofer', false],
    ['Katharina Lindner', true],
    ['Mehmet Yıldız', false],
  ])
  t.same(await seen('mehmet.yildiz@acme.example.com'), [
    ['Sabine Hofer', false],
    ['Katharina Lindner', false],
    ['Mehmet Yıldız', true],
  ])
})

onEachDatabase(t, 'an author who is nobody is null', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { authorForeignKeys: false })
  const id = await insertAgentTicket(portal.itsm, {})
  await insertComments(portal.itsm, id, [{ content: 'Who?', differences: { author_id: randomUUID() } }])
  t.match(await commentsOf(portal, await portal.signIn(), id), [{ content: 'Who?', author: null, isOwn: false }])
})

onEachDatabase(t, 'a comment has the members of the contract and no others', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  const commentId = randomUUID()
  await insertComments(portal.itsm, id, [{ content: 'Is it **on**?', minute: 90, differences: { id: commentId } }])
  t.same(await commentsOf(portal, await portal.signIn(), id), [
    {
      id: commentId,
      content: 'Is it **on**?',
      contentHtml: '<p>Is it <strong>on</strong>?</p>\n',
      source: 'agent',
      createdAt: '2026-03-05T01:30:00.000Z',
      author: { displayName: 'Sabine Hofer' },
      isOwn: false,
    },
  ])
})

onEachDatabase(t, 'a comment that another tenant has at the ticket is not shown', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  await insertComments(portal.itsm, id, [
    { content: 'ours' },
    { content: 'theirs', differences: { tenant_id: demoIds.nordwind } },
  ])
  t.same(contents(await commentsOf(portal, await portal.signIn(), id)), ['ours'])
})

onEachDatabase(t, 'of very many comments the newest five hundred are given', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  const all = Array.from({ length: 503 }, (_, minute) => ({ content: `Comment ${minute}`, minute }))
  await insertComments(portal.itsm, id, [
    ...all,
    { content: 'internal', minute: 2000, differences: { is_internal: 1 } },
  ])
  t.same(
    contents(await commentsOf(portal, await portal.signIn(), id)),
    all.slice(3).map(({ content }) => content),
  )
})

onEachDatabase(t, 'of very long comments as many are given as an answer holds', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  const all = Array.from({ length: 22 }, (_, minute) => ({ content: `${minute} `.padEnd(50_000, 'a'), minute }))
  await insertComments(portal.itsm, id, all)
  t.same(
    contents(await commentsOf(portal, await portal.signIn(), id)),
    all.slice(2).map(({ content }) => content),
  )
})
