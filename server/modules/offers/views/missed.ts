/** Who was given what of whose, between two, and what one of them says did not come about: theirs to remember, and nobody else's. */

import { offerLeftTo } from './visible.ts'

/** `w` is one of the two, chosen for what the other offers or needs, `o`; also long ago, and let go since. */
export function chosenBetween(one: string, other: string, w = 'w', o = 'o'): string {
  return `${w}.chosen_at is not null and ${w}.person_id in (${one}, ${other}) and ${o}.person_id in (${one}, ${other})
    and ${w}.person_id <> ${o}.person_id`
}

export type Missed = { what: string; at: string }
const FEW = 3

/** What `viewer` says did not come about between them and `other`, the newest first. */
export function missedBetween(viewer: string, other: string): string {
  return `coalesce((select json_agg(json_build_object('what', m.what, 'at', m.at) order by m.at desc) from (
    select mo.what, mw.chosen_at as at
    from takers mw join offers mo on mo.id = mw.offer_id
    where ${chosenBetween(viewer, other, 'mw', 'mo')} and ${offerLeftTo(viewer, 'mo')}
      and case when (mo.person_id = ${viewer}) = (mo.kind = 'offer') then mw.giver_says else mw.taker_says end = 'missed'
    order by mw.chosen_at desc limit ${FEW}) m), '[]')`
}
