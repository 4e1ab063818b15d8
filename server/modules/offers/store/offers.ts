import { rows, type Tx } from '#platform/db'
import type { cleanOffer, Kind, State } from '../model/rules.ts'

export type NewOffer = ReturnType<typeof cleanOffer> & { personId: string; createdAt: Temporal.Instant }

export async function insertOffer(tx: Tx, offer: NewOffer): Promise<string> {
  const { id } = await tx.insertInto('offers').values(offer).returning('id').executeTakeFirstOrThrow()
  return id
}

export type LockedOffer = {
  id: string
  personId: string
  kind: Kind
  state: State
  expiresAt: Temporal.Instant
  drawnAt: Temporal.Instant | null
}

/** Held until the transaction ends: what is done with it happens one after another. */
export async function lockOffer(tx: Tx, id: string): Promise<LockedOffer | undefined> {
  const found = await tx
    .selectFrom('offers')
    .select(['id', 'personId', 'kind', 'state', 'expiresAt', 'drawnAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found as LockedOffer | undefined
}

/** Several are held in the one order everybody keeps. */
export async function holdOffers(tx: Tx, ids: readonly string[]): Promise<void> {
  await rows(tx, 'select from offers where id = any($1::bigint[]) order by id for update', [ids])
}

export async function setState(tx: Tx, id: string, state: State): Promise<void> {
  await setStates(tx, [id], state)
}

/** What stands, or is given, is not settled any more. */
export async function setStates(tx: Tx, ids: readonly string[], state: State): Promise<void> {
  const text = `update offers set state = $2, drawn_at = null, settled_at = case when $2 = 'ended' then settled_at end,
    opened_at = case when $2 = 'open' then clock_timestamp() else opened_at end where id = any($1::bigint[])`
  await rows(tx, text, [ids, state])
}

/** What was given stands again, or is over where its time is; answers the ids of those that stand. */
export async function reopen(tx: Tx, ids: readonly string[], now: Temporal.Instant): Promise<string[]> {
  const text = `update offers set state = case when expires_at > $2 then 'open' else 'ended' end, drawn_at = null, settled_at = null,
    opened_at = case when expires_at > $2 then clock_timestamp() else opened_at end where id = any($1::bigint[]) returning id, state`
  const found = await rows<{ id: string; state: State }>(tx, text, [ids, now.toString()])
  return found.flatMap(({ id, state }) => (state === 'open' ? id : []))
}

export async function setDrawn(tx: Tx, id: string, drawnAt: Temporal.Instant | null): Promise<void> {
  await tx.updateTable('offers').set({ drawnAt }).where('id', '=', id).execute()
}

/** Those whose time is over, ended, but where a lot is still to be drawn; answers their ids. */
export async function endExpired(tx: Tx, now: Temporal.Instant, limit: number): Promise<string[]> {
  const text = `update offers set state = 'ended', drawn_at = null where id in (
      select id from offers where state = 'open' and expires_at <= $1 and drawn_at is null order by expires_at limit $2 for update skip locked)
    returning id`
  return (await rows<{ id: string }>(tx, text, [now.toString(), limit])).map(({ id }) => id)
}

/** Over for good: with its time past nothing opens it again. Whether it stood until now. */
export async function setTakenDown(tx: Tx, id: string, at: Temporal.Instant): Promise<boolean> {
  const text = `update offers set taken_down_at = $2, state = 'ended', drawn_at = null, expires_at = least(expires_at, $2)
    where id = $1 and taken_down_at is null returning id`
  return (await rows(tx, text, [id, at.toString()])).length > 0
}
