import { mayBeChosen, noBlockBetween, notReportedBy } from '#modules/audience'
import { accountsById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import { missedBetween, type Missed } from './missed.ts'
import { millisOf } from './offers.ts'

export type TakerEntity = {
  id: string
  account: Account
  word: string | null
  chosen: boolean
  /** What they had of the reader, or the reader of them, and did not come to, as the reader said; for the reader alone. */
  missed: Missed[]
  created_at: string
}

/** Where somebody stands in the list: whoever was chosen first, then by name. */
export type Place = { chosen: boolean; name: string; id: string }

/** By which they are listed. */
export const NAME = `lower(coalesce(nullif(p.display_name, ''), p.username))`

/**
 * Who would like it, or would help, as whose it is sees them: whoever was chosen, then in the order of their names, because first come is
 * not first served. `after`: those after this place, whether or not somebody still stands there.
 */
export async function takersPage(
  ctx: Context,
  ownerId: string,
  offerId: string,
  { limit, after }: { limit: number; after?: Place },
): Promise<{ takers: TakerEntity[]; last?: Place }> {
  const text = `select t.id, t.person_id, case when ${notReportedBy('$1', 'taker', 't.id')} then t.word end as word, t.chosen_at is not null as chosen, t.created_at, ${NAME} as name,
      ${missedBetween('$1', 't.person_id')} as missed
    from takers t join offers o on o.id = t.offer_id and o.person_id = $1 join people p on p.id = t.person_id
    where t.offer_id = $2 and t.let_go_at is null
      and (t.chosen_at is not null and p.suspended_at is null and ${noBlockBetween('$1', 'p.id')} or ${mayBeChosen('o', 't.person_id')})
      and ($5::bigint is null or (t.chosen_at is null, ${NAME}, p.id) > (not $3, $4, $5))
    order by t.chosen_at is null, ${NAME}, p.id limit $6`
  const found = await rows<Row>(ctx.db, text, [
    ownerId,
    offerId,
    after?.chosen ?? false,
    after?.name ?? '',
    after?.id ?? null,
    limit,
  ])
  const last = found.at(-1)
  return {
    takers: await render(ctx, ownerId, found),
    last: last && { chosen: last.chosen, name: last.name, id: last.person_id },
  }
}

type Row = Omit<TakerEntity, 'account' | 'created_at'> & {
  person_id: string
  name: string
  created_at: Temporal.Instant
}

async function render(ctx: Context, ownerId: string, found: Row[]): Promise<TakerEntity[]> {
  const byId = await accountsById(
    ctx,
    ownerId,
    found.map((one) => one.person_id),
  )
  return found.flatMap(({ id, person_id: personId, word, chosen, missed, created_at: at }) => {
    const account = byId.get(personId)
    const missedThen = missed.map((one) => ({ ...one, at: millisOf(one.at) }))
    return account ? [{ id, account, word, chosen, missed: missedThen, created_at: isoMillis(at) }] : []
  })
}
