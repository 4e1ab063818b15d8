import { viewAccounts } from '#modules/people'
import type { Context } from '#platform/context'
import { keysetPage, rows } from '#platform/db'
import type { Page } from '#platform/http'
import { missing } from '#platform/refusal'
import type { Conversation } from '../model.ts'
import { viewStatuses } from './status.ts'
import type { Cursored } from './lists.ts'

/** The thread of the conversation `id`, of that person's own alone; both are expressions of a bigint. */
export const conversationThread = (id: string, personId: string) =>
  `(select tc.thread_id from conversations tc where tc.id = ${id} and tc.person_id = ${personId} and tc.left_at is null)`

type Row = { id: string; unread: boolean; last_status_id: string; people: string[] }

// Everybody a conversation's thread mentions or who speaks in it, but the reader.
const PEOPLE = `
  array(select distinct person from (
    select s.person_id as person from statuses s where s.thread_id = c.thread_id and s.visibility = 'direct' and exists (
      select from status_mentions m where m.status_id = s.id and m.person_id = c.person_id or s.person_id = c.person_id)
    union
    select m.person_id from status_mentions m join statuses s on s.id = m.status_id
    where s.thread_id = c.thread_id and s.visibility = 'direct' and (s.person_id = c.person_id or exists (
      select from status_mentions o where o.status_id = s.id and o.person_id = c.person_id))
  ) them where person <> c.person_id limit 50) as people`

/** One's conversations, the one last spoken in first. Cursors are the ids of their last statuses. */
export async function conversationsPage(ctx: Context, viewerId: string, page: Page): Promise<Cursored<Conversation>> {
  const found = await keysetPage<Row>(
    ctx.db,
    page,
    'c.last_status_id',
    [viewerId],
    (within) => `
      select c.id, c.unread, c.last_status_id, ${PEOPLE} from conversations c
      where c.person_id = $1 and c.left_at is null and ${within}`,
  )
  const items = await render(ctx, viewerId, found)
  return { items, first: found[0]?.last_status_id, last: found.at(-1)?.last_status_id }
}

export async function viewConversation(ctx: Context, viewerId: string, id: string): Promise<Conversation> {
  const found = await rows<Row>(
    ctx.db,
    `select c.id, c.unread, c.last_status_id, ${PEOPLE} from conversations c
     where c.id = $2 and c.person_id = $1 and c.left_at is null`,
    [viewerId, id],
  )
  const [conversation] = await render(ctx, viewerId, found)
  if (!conversation) throw missing()
  return conversation
}

async function render(ctx: Context, viewerId: string, found: Row[]): Promise<Conversation[]> {
  const statuses = await viewStatuses(
    ctx,
    viewerId,
    found.map((row) => row.last_status_id),
  )
  const accounts = await viewAccounts(ctx, viewerId, [...new Set(found.flatMap((row) => row.people))])
  const statusById = new Map(statuses.map((status) => [status.id, status]))
  const accountById = new Map(accounts.map((account) => [account.id, account]))
  return found.map(({ id, unread, last_status_id, people }) => ({
    id,
    unread,
    accounts: people.flatMap((personId) => accountById.get(personId) ?? []),
    last_status: statusById.get(last_status_id) ?? null,
  }))
}
