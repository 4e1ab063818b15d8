import { noBlockBetween } from '#modules/audience'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { flamesKnownTo, kindAt, MOST_AT_ONCE, underIds } from './flames.ts'
import { FLAME, renderFlames, type FlameEntity, type FlameSeen } from './light.ts'
import { isShownTo } from './thanks.ts'
import { thanksVisibleTo } from './visible.ts'

/** `f` is what `$2` did, or was thanked for. */
const THEIRS = `(f.kind <> 'thanked' and f.by_id = $2 or f.kind = 'thanked' and f.for_id = $2)`
const columns = (by = 'f.by_id') => `f.kind, f.key, f.own_id, f.at, ${by}, f.for_id, f.with_id, f.ref_id`
/** Whom the chain hides from the reader is not named to them here either. */
const THANKING = 'case when coalesce(c.sees_from, true) then f.by_id end as by_id'

/** In some of it the reader has a part and knows it already; of the rest the thanks that both let be shown are told with their words. */
const NAMED = `
  known as materialized (select ${columns()} from (${flamesKnownTo('$1')}) f where ${THEIRS} or f.kind = 'thanked' and f.by_id = $2),
  theirs as materialized (select ${columns()} from (${flamesKnownTo('$2')}) f where ${THEIRS} and f.key not in (select key from known)),
  shown as materialized (select ${columns(THANKING)} from theirs f join thanks t on t.id = f.ref_id
    left join thanks_chain c on c.thanks_id = t.id and c.person_id = $1
    where f.kind = 'thanked' and ${isShownTo('$1')} and ${thanksVisibleTo('$1')})`

/** Of all else no more than that they did such a thing in that month: not for whom, when or how often. */
const REST = `
  select (extract(epoch from r.month) * 1000)::bigint << 16 | ${kindAt('r.kind')} | ${MOST_AT_ONCE} as id,
    r.kind, r.month as at, null::bigint as by_id, null::bigint as for_id, null::bigint as with_id, 0::bigint as ref_id, false as named
  from (select distinct f.kind, date_trunc('month', f.at, 'UTC') as month from theirs f
    where f.key not in (select key from shown)) r`

const SHOWN = `with ${NAMED}
  select id, kind, at, by_id, for_id, with_id, ref_id, true as named from (${underIds(`
    select kind, own_id, at, by_id, for_id, with_id, ref_id from known
    union all select kind, own_id, at, by_id, for_id, null::bigint, ref_id from shown`)}) n
  union all ${REST}`

/** The light of somebody who shows it, newest first; to themselves as others see it. Hidden and missing are the same. */
export async function shownLightPage(
  ctx: Context,
  readerId: string,
  personId: string,
  page: Keyset,
): Promise<FlameEntity[]> {
  const text = `select from people p where p.id = $2 and p.shows_light and p.suspended_at is null and ${noBlockBetween('$1', 'p.id')}`
  if ((await rows(ctx.db, text, [readerId, personId])).length === 0) throw missing()
  const viewerId = readerId === personId ? null : readerId
  const found = await keysetPage<FlameSeen & { named: boolean }>(
    ctx.db,
    page,
    'f.id',
    [viewerId, personId],
    (within) => `select ${FLAME}, f.named from (${SHOWN}) f where ${within}`,
  )
  return renderFlames(
    ctx,
    viewerId,
    found.map((row) =>
      row.named ? row : { ...row, at: null, [row.kind === 'thanked' ? 'for_id' : 'by_id']: personId },
    ),
  )
}
