import { rows, type Tx } from '#platform/db'
import type { Answer } from '#modules/introductions'
import type { GuestIntroduction, Side } from './model.ts'

export type LockedGuest = { id: string; mailed_at: Temporal.Instant | null; stopped_at: Temporal.Instant | null }

export type Known = { mailbox: Buffer; asWritten: Buffer; address: Buffer | null }

/**
 * The guest of a mailbox, held until the transaction ends; known from now on if they were not. What was said of the address as it is
 * written, before mailboxes were told apart, holds as well.
 */
export async function lockGuest(tx: Tx, { mailbox, asWritten, address }: Known): Promise<LockedGuest> {
  const insert = `insert into guests (fingerprint, address) values ($1, $2)
    on conflict (fingerprint) do update set address = coalesce(excluded.address, guests.address)`
  await rows(tx, insert, [mailbox, address])
  const text = `select id, mailed_at, stopped_at from guests where fingerprint in ($1, $2)
    order by fingerprint = $1 desc for update`
  const [guest, older] = await rows<LockedGuest>(tx, text, [mailbox, asWritten])
  return { ...guest!, stopped_at: guest!.stopped_at ?? older?.stopped_at ?? null }
}

/** Null: they may be written to once more. */
export async function setMailed(tx: Tx, guestId: string, at: Temporal.Instant | null): Promise<void> {
  await tx.updateTable('guests').set({ mailedAt: at }).where('id', '=', guestId).execute()
}

export async function setStopped(tx: Tx, guestId: string, at: Temporal.Instant | null): Promise<void> {
  await tx.updateTable('guests').set({ stoppedAt: at }).where('id', '=', guestId).execute()
}

/** A mail did not arrive. They may be written to once more, and after a second such not again. */
export async function setMissed(tx: Tx, guestId: string, at: Temporal.Instant): Promise<void> {
  const text = `update guests set missed_at = $2, mailed_at = case when missed_at is null then null else mailed_at end
    where id = $1`
  await rows(tx, text, [guestId, at.toString()])
}

/** What is needed no longer is not kept: the fingerprint alone knows whom not to write to. */
export async function forgetAddresses(tx: Tx, guestIds: string[], leavingId: string | null = null): Promise<void> {
  await rows(tx, 'select from guests where id = any($1::bigint[]) order by id for update', [guestIds])
  await rows(
    tx,
    `update guests set address = null where id = any($1::bigint[]) and not exists (
       select from guest_introductions g where g.guest_id = guests.id and g.state in ('open', 'lapsed', 'met')
         and ($2::bigint is null or $2 not in (g.introducer_id, g.person_id)))`,
    [guestIds, leavingId],
  )
}

export type NewGuestIntroduction = Omit<
  GuestIntroduction,
  'id' | 'guestAnswer' | 'undelivered' | 'good' | 'guestGood' | 'metAt'
>

export async function insertIntroduction(tx: Tx, introduction: NewGuestIntroduction): Promise<string> {
  const { id } = await tx
    .insertInto('guestIntroductions')
    .values(introduction)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type NewLink = { tokenHash: Buffer; guestId: string; introductionId: string; locale: string }

export async function insertLink(tx: Tx, link: NewLink): Promise<void> {
  await tx.insertInto('guestLinks').values(link).execute()
}

export async function lockIntroduction(tx: Tx, id: string): Promise<GuestIntroduction | undefined> {
  const found = await tx
    .selectFrom('guestIntroductions')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found as GuestIntroduction | undefined
}

export async function setAnswer(tx: Tx, id: string, side: Side, answer: Answer): Promise<void> {
  const changed = side === 'person' ? { answer } : { guestAnswer: answer }
  await tx.updateTable('guestIntroductions').set(changed).where('id', '=', id).execute()
}

export async function setMet(tx: Tx, id: string, metAt: Temporal.Instant): Promise<void> {
  await tx.updateTable('guestIntroductions').set({ state: 'met', metAt }).where('id', '=', id).execute()
}

export async function setEnded(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('guestIntroductions').set({ state: 'ended' }).where('id', '=', id).execute()
}

export async function setGood(tx: Tx, id: string, side: Side, good: boolean): Promise<void> {
  const changed = side === 'person' ? { good } : { guestGood: good }
  await tx.updateTable('guestIntroductions').set(changed).where('id', '=', id).execute()
}

/** The person was asked whether it was good. */
export async function setAsked(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('guestIntroductions').set({ askedAfter: true }).where('id', '=', id).execute()
}

export async function setUndelivered(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('guestIntroductions').set({ undelivered: true }).where('id', '=', id).execute()
}

/** What is open between the two stays open to the eye and can no longer come about. */
export async function lapseBetween(tx: Tx, one: string, other: string): Promise<void> {
  await rows(
    tx,
    `update guest_introductions set state = 'lapsed' where state = 'open'
       and (introducer_id = $1 and person_id = $2 or introducer_id = $2 and person_id = $1)`,
    [one, other],
  )
}
