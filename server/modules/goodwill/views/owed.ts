import { noBlockBetween } from '#modules/audience'
import { offerLeftTo } from '#modules/offers'
import { accountsById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import { DAYS_OWED, type About } from '../model/thanks.ts'
import { isHandOver } from './visible.ts'

/** What somebody did for the reader lately, for which they have not thanked. */
export type OwedEntity = {
  about: About
  about_id: string
  account: Account
  what: string | null
  with: Account | null
  at: string
}

type Row = {
  about: About
  about_id: string
  person_id: string
  what: string | null
  with_id: string | null
  at: Temporal.Instant
}

const MOST = 20
const NOT_THANKED = (about: About, id: string) => `not exists (
  select from thanks t where t.from_id = $1 and t.about = '${about}' and t.about_id = ${id})`

const HANDED = `${isHandOver('k', 'o')} and ${offerLeftTo('$1')} and ${NOT_THANKED('offer', 'o.id')}`

/** Introductions by which they met somebody, and what they were given or helped with. */
const OWED = `
  select 'introduction' as about, i.id as about_id, i.introducer_id as person_id, null as what,
    case when i.low_id = $1 then i.high_id else i.low_id end as with_id, i.met_at as at
  from introductions i
  where i.state = 'met' and $1 in (i.low_id, i.high_id) and ${NOT_THANKED('introduction', 'i.id')}
  union all
  select 'guest_introduction', g.id, g.introducer_id, g.guest_name, null, g.met_at
  from guest_introductions g
  where g.state = 'met' and g.person_id = $1 and ${NOT_THANKED('guest_introduction', 'g.id')}
  union all
  select 'offer', o.id, o.person_id, o.what, null, k.chosen_at
  from takers k join offers o on o.id = k.offer_id and o.kind = 'offer' where k.person_id = $1 and ${HANDED}
  union all
  select 'offer', o.id, k.person_id, o.what, null, k.chosen_at
  from offers o join takers k on k.offer_id = o.id where o.kind = 'need' and o.person_id = $1 and ${HANDED}`

/** Newest first; of one person alone where one is given. */
export async function viewOwed(ctx: Context, viewerId: string, byId?: string): Promise<OwedEntity[]> {
  const since = ctx.now().subtract({ hours: 24 * DAYS_OWED })
  const found = await rows<Row>(
    ctx.db,
    `select d.* from (${OWED}) d join people p on p.id = d.person_id and p.domain is null and p.suspended_at is null
     where d.at > $2 and ($3::bigint is null or d.person_id = $3) and ${noBlockBetween('$1', 'd.person_id')}
     order by d.at desc, d.about_id desc limit ${MOST}`,
    [viewerId, since.toString(), byId ?? null],
  )
  const byAccount = await accountsById(
    ctx,
    viewerId,
    found.flatMap((row) => [row.person_id, row.with_id]),
  )
  return found.flatMap(({ about, about_id: id, person_id: personId, what, with_id: withId, at }) => {
    const account = byAccount.get(personId)
    if (!account) return []
    return [{ about, about_id: id, account, what, with: (withId && byAccount.get(withId)) || null, at: isoMillis(at) }]
  })
}
