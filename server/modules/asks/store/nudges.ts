import { rows, type Database, type Tx } from '#platform/db'
import type { Deed } from '../model/asking.ts'
import type { Ground } from '../model/evidence.ts'

export type NewNudge = {
  askId: string
  personId: string
  fromId: string | null
  firstId: string | null
  word: string | null
  reason: Ground | { kind: 'greeter' | 'newcomer' } | null
  wave: number
  createdAt: Temporal.Instant
}

// Their row is held, so that however many nudge somebody at once, no more come than they allow.
const INSERT = `
  insert into nudges (ask_id, person_id, from_id, first_id, word, reason, wave, created_at)
  select $1, p.id, $3, $4, $5, $6::json, $7, $8::timestamptz
  from people p left join ask_settings s on s.person_id = p.id
  where p.id = $2 and coalesce(s.weekly, 3) > (
    select count(*) from nudges n where n.person_id = p.id and n.created_at > $8::timestamptz - interval '7 days')
  on conflict do nothing returning id`

/** Null where they were nudged to it before, or often enough this week. */
export async function insertNudge(tx: Tx, nudge: NewNudge): Promise<string | null> {
  await rows(tx, 'select from people where id = $1 for no key update', [nudge.personId])
  const { askId, personId, fromId, firstId, word, reason, wave, createdAt } = nudge
  const values = [askId, personId, fromId, firstId, word, reason && JSON.stringify(reason), wave, createdAt.toString()]
  const [row] = await rows<{ id: string }>(tx, INSERT, values)
  return row?.id ?? null
}

/** Whoever answered has answered, whatever they did before; "I don't know" and "not now" may still become something else. */
export async function setDeed(
  tx: Tx,
  askId: string,
  personId: string,
  deed: Deed,
  at: Temporal.Instant,
): Promise<boolean> {
  const text = `update nudges set deed = $3, acted_at = $4 where ask_id = $1 and person_id = $2
    and (deed is null or deed in ('unknown', 'later') or $3 = 'answered') and deed is distinct from $3 returning id`
  return (await rows(tx, text, [askId, personId, deed, at.toString()])).length > 0
}

const DAYS_COUNTED = 7

/** Of asks taken back, once they count no more. */
export async function forgetCountedNudges(db: Database, now: Temporal.Instant): Promise<void> {
  const text = `delete from nudges where ask_id is null and created_at < $1::timestamptz - interval '${DAYS_COUNTED} days'`
  await rows(db, text, [now.toString()])
}
