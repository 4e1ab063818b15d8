import { notMutedBy, notReportedBy } from '#modules/audience'
import { accountsById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, type Keyset } from '#platform/db'
import { renderText } from '#platform/text'
import type { Offer } from '../model/asking.ts'
import { askerHiddenFrom, askVisibleTo, isAllowed } from './visible.ts'
import { viewAsk } from './asks.ts'

export type AnswerEntity = {
  id: string
  kind: 'answer' | 'comment'
  /** The answer that a comment is on; null for one on the ask. */
  parent_id: string | null
  /** Null for whoever asks without being named to the reader. */
  account: Account | null
  by_asker: boolean
  mine: boolean
  content: string
  helped: boolean
  /** Through whom it came, told to whoever asked: the one of theirs whom Kith thought of, and who passed it on. */
  via: Account | null
  offer: OfferEntity | null
  status_id: string | null
  created_at: string
}

/** To whom whoever answers would introduce the asker, as these two see it; of a no only the asker knows. */
export type OfferEntity = { account: Account; state: Offer; introduction_id: string | null }

type Row = {
  id: string
  kind: 'answer' | 'comment'
  parent_id: string | null
  person_id: string
  hidden: boolean
  by_asker: boolean
  text: string
  content: string | null
  helped: boolean
  via_id: string | null
  status_id: string | null
  offered_id: string | null
  offer: Offer | null
  introduction_id: string | null
  created_at: Temporal.Instant
}

const ANSWERS = `
  select n.id, n.kind, n.parent_id, n.person_id, n.person_id = a.person_id as by_asker,
    n.person_id = a.person_id and ${askerHiddenFrom('$1')} as hidden, n.text,
    (select s.content from statuses s where s.id = n.status_id) as content, n.helped_at is not null as helped,
    case when a.person_id = $1 then (
      select g.first_id from nudges g where g.ask_id = a.id and g.person_id = n.person_id and g.first_id <> g.person_id) end as via_id,
    n.status_id, n.offer, n.introduction_id, n.created_at,
    case when $1 in (a.person_id, n.person_id) then n.offered_id end as offered_id
  from answers n join asks a on a.id = n.ask_id
  where a.id = $2 and ${askVisibleTo('$1')} and ${notReportedBy('$1', 'answer', 'n.id')}
    and (n.person_id = $1 or n.person_id = a.person_id and ${askerHiddenFrom('$1')} or (${isAllowed('$1', 'n.person_id')} and ${notMutedBy('$1', 'n.person_id')}))`

/** What was answered and commented on an ask that the viewer may see, newest first. */
export async function answersPage(
  ctx: Context,
  viewerId: string | null,
  askId: string,
  page: Keyset,
): Promise<AnswerEntity[]> {
  await viewAsk(ctx, viewerId, askId)
  const found = await keysetPage<Row>(ctx.db, page, 'n.id', [viewerId, askId], (within) => `${ANSWERS} and ${within}`)
  const ids = found.flatMap((row) => [
    ...(row.hidden ? [] : [row.person_id]),
    ...[row.via_id, row.offered_id].filter((id) => id !== null),
  ])
  const byId = await accountsById(ctx, viewerId, ids)
  return found.map((row) => ({
    id: row.id,
    kind: row.kind,
    parent_id: row.parent_id,
    account: row.hidden ? null : (byId.get(row.person_id) ?? null),
    by_asker: row.by_asker,
    mine: row.person_id === viewerId,
    content: row.content ?? renderText(row.text),
    helped: row.helped,
    via: (row.via_id && byId.get(row.via_id)) || null,
    offer: renderOffer(row, viewerId, byId),
    status_id: row.status_id,
    created_at: isoMillis(row.created_at),
  }))
}

function renderOffer(row: Row, viewerId: string | null, accounts: Map<string, Account>): OfferEntity | null {
  const account = row.offered_id && accounts.get(row.offered_id)
  if (!account || !row.offer) return null
  const state = row.person_id === viewerId && row.offer === 'declined' ? 'open' : row.offer
  return { account, state, introduction_id: row.introduction_id }
}
