import { comesAfter, ringVisibleTo } from '#modules/audience'
import { rows, type Database } from '#platform/db'

/** The ring `r` that came about in which `o` is given to `w`, or `w` helps with it. */
export const givenIn = (o: string, w: string) => `
  from ring_members m join rings r on r.id = m.ring_id and r.state = 'met'
  join ring_members n on n.ring_id = r.id and n.person_id = ${w}.person_id
  where (m.offer_id = ${o}.id and ${comesAfter('n', 'm', 'r')} or m.need_id = ${o}.id and ${comesAfter('m', 'n', 'r')})`

// Both were chosen in the moment the ring came about; whoever is chosen for one of it once more is in no ring.
const inOneMoment = (o: string, w: string) => `exists (select from takers h
  where h.offer_id in (n.offer_id, n.need_id) and h.person_id = ${o}.person_id and h.chosen_at = ${w}.chosen_at)`
const isHalf = (o: string, w: string, half: string) => `${o}.kind = 'need' and exists (select ${givenIn(o, w)}
  and exists (select from takers h where h.offer_id = n.offer_id and h.person_id = ${o}.person_id and h.chosen_at = ${w}.chosen_at and ${half}))`

/** The need `o` with which `w` helped is, in a ring, the other half of what `w` gave. */
export const isOtherHalf = (o: string, w: string) => isHalf(o, w, 'true')
/** The same, and that was not let go: what is given is the hand-over, and it counts once. */
export const isGivenAsWell = (o: string, w: string) => isHalf(o, w, 'h.let_go_at is null')

/** To its people, the ring in which `o` was given, with their conversation. `viewer` is an expression of a bigint. */
export const ringOf = (o: string, viewer: string) => `case when ${o}.state = 'given' then (
  select json_build_object('id', r.id::text, 'conversation_id', (select c.id::text from conversations c
      where c.person_id = ${viewer} and c.thread_id = r.thread_id and c.left_at is null))
    from takers rw cross join lateral (select r.id, r.thread_id, r.state, r.made_of, r.expires_at ${givenIn(o, 'rw')} and ${inOneMoment(o, 'rw')}) r
    where rw.offer_id = ${o}.id and rw.chosen_at is not null and rw.let_go_at is null and ${ringVisibleTo(viewer, 'r')}
    order by r.id desc limit 1) end`

/** Whether it was given in a ring. */
export async function wasGivenInRing(db: Database, id: string): Promise<boolean> {
  const text = `select from offers o join takers w on w.offer_id = o.id and w.chosen_at is not null and w.let_go_at is null
    where o.id = $1 and exists (select ${givenIn('o', 'w')} and ${inOneMoment('o', 'w')})`
  return (await rows(db, text, [id])).length > 0
}
