import { noBlockBetween } from '#modules/audience'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { isOtherHalf } from './inring.ts'
import { chosenBetween } from './missed.ts'
import { findOffer, narrowedTo, render, SAYS, WENT, type Filter, type OfferEntity, type Row } from './offers.ts'
import { offerLeftTo } from './visible.ts'

/**
 * What one of the two, the reader (`$1`) and `other`, got of the other or helped with, whatever came of it. Where it was let go it is over for
 * them: what became of it since is another's. In a ring it is one hand-over, of what is given; the need that it meets is no second one.
 */
const between = (other: string) => `
  select ${SAYS}, case when w.let_go_at is null then o.state else 'ended' end as state, null as drawn_at, false as taken_down,
    case when w.person_id = $1 and w.let_go_at is null then json_build_object('word', w.word, 'chosen', true) end as taking,
    w.person_id = $1 and w.let_go_by = 'taker' as let_go, ${WENT} as went, w.id as turn
  from takers w join offers o on o.id = w.offer_id
  where ${chosenBetween('$1', other)} and ${noBlockBetween('$1', other)} and ${offerLeftTo('$1')} and not (${isOtherHalf('o', 'w')})
    and not exists (select from people sp where sp.id = ${other} and sp.suspended_at is not null)`

/** Of one thing there may be several turns, one after another: their ids are the cursor. */
type Turn = Row & { turn: string }
export type Remembered = { offers: OfferEntity[]; first?: string; last?: string }

/** The private memory of the viewer and somebody else, whoever came latest first. */
export async function betweenPage(
  ctx: Context,
  viewerId: string,
  otherId: string,
  page: Keyset,
  filter: Omit<Filter, 'list' | 'byId'> = {},
): Promise<Remembered> {
  const values = [viewerId, otherId]
  const narrowed = narrowedTo(filter, values)
  const build = (within: string) => `${between('$2')} and ${narrowed} and ${within}`
  const found = await keysetPage<Turn>(ctx.db, page, 'w.id', values, build)
  return { offers: await renderTurns(ctx, viewerId, found), first: found[0]?.turn, last: found.at(-1)?.turn }
}

const THE_OTHER = 'case when o.person_id = $1 then w.person_id else o.person_id end'

/** As somebody may see it, and how this turn of it went; else, where they had it and let it go, as it was for them. */
export async function viewTurn(
  ctx: Context,
  viewerId: string,
  { id, turn }: { id: string; turn: string },
): Promise<OfferEntity> {
  const seen = await findOffer(ctx, viewerId, id)
  const text = `${between(THE_OTHER)} and w.id = $2`
  const [had] = await renderTurns(ctx, viewerId, await rows<Turn>(ctx.db, text, [viewerId, turn]))
  if (seen && had) return { ...seen, went: had.went }
  if (!seen && !had) throw missing()
  return (seen ?? had)!
}

function renderTurns(ctx: Context, viewerId: string, found: Turn[]): Promise<OfferEntity[]> {
  return render(
    ctx,
    viewerId,
    found.map(({ turn: _, ...row }) => row),
  )
}
