import { noBlockBetween } from '#modules/audience'
import type { Context } from '#platform/context'
import { keysetPage, type Keyset } from '#platform/db'
import { isOtherHalf, ringOf } from './inring.ts'
import { chosenBetween } from './missed.ts'
import { render, type OfferEntity, type Row } from './offers.ts'
import { offerLeftTo } from './visible.ts'

/**
 * What one of the two got of the other, or helped with, whatever came of it. Where it was let go it is over for them: what became of it
 * since is another's. In a ring it is one hand-over, of what is given; the need that it meets is no second one.
 */
const BETWEEN = `
  select o.id, o.person_id, o.kind, o.what, o.details, o.way, o.for_what, o.locality, o.language, o.reach,
    case when w.let_go_at is null then o.state else 'ended' end as state, o.expires_at, null as drawn_at, o.created_at,
    o.changed_at, o.settled_at is not null as settled, ${ringOf('o', '$1')} as ring,
    case when w.person_id = $1 and w.let_go_at is null then json_build_object('word', w.word, 'chosen', true) end as taking,
    w.person_id = $1 and w.let_go_at is not null as let_go,
    json_build_object('giver', w.giver_says, 'taker', w.taker_says, 'at', w.chosen_at) as went, false as taken_down
  from takers w join offers o on o.id = w.offer_id
  where ${chosenBetween('$1', '$2')} and ${noBlockBetween('$1', '$2')} and ${offerLeftTo('$1')}
    and not (${isOtherHalf('o', 'w')})
    and not exists (select from people sp where sp.id = $2 and sp.suspended_at is not null)`

/** The private memory of the viewer and somebody else, the newest first. */
export async function betweenPage(
  ctx: Context,
  viewerId: string,
  otherId: string,
  page: Keyset,
): Promise<OfferEntity[]> {
  const build = (within: string) => `${BETWEEN} and ${within}`
  return render(ctx, viewerId, await keysetPage<Row>(ctx.db, page, 'o.id', [viewerId, otherId], build))
}
