/**
 * Who may see an ask: one rule, as SQL, asked by every list and lookup. Whoever asks sees it, those as far as it may travel, and
 * those to whom it was drawn or passed; unless one of the two blocks the other, or they reported it. Nothing of a suspended person is seen. Whoever asks without
 * being named stays unknown also to whoever blocks or mutes people one by one: what they do themselves changes nothing of what they see.
 */
import { noBlockBetween, notReportedBy, onTerms, withinReach } from '#modules/audience'

/** The ask `a` may travel to `viewer`. */
export function reaches(viewer: string): string {
  return withinReach('a', viewer)
}

/** Whoever asks follows `viewer`. */
export function isOfAskersPeople(viewer: string): string {
  return `exists (select from follows vf where vf.follower_id = a.person_id and vf.followee_id = ${viewer})`
}

export function askVisibleTo(viewer: string): string {
  return `(a.person_id = ${viewer} or (
    (${reaches(viewer)} or exists (select from nudges vn where vn.ask_id = a.id and vn.person_id = ${viewer}))
    and ${notReportedBy(viewer, 'ask', 'a.id')}
    and (${isAllowed(viewer, 'a.person_id')} or ${askerHiddenFrom(viewer)} and ${isThere('a.person_id')}
      and not exists (select from blocks hb where hb.blocker_id = a.person_id and hb.blocked_id = ${viewer}))))`
}

/** Neither blocks the other, and they are not suspended. */
export function isAllowed(viewer: string, person: string): string {
  return `${noBlockBetween(viewer, person)} and ${isThere(person)}`
}

function isThere(person: string): string {
  return `${person} not in (select sp.id from people sp where sp.suspended_at is not null)`
}

/** Nobody learns who asks beyond the asker's own people, where the asker wants it so. */
export function askerHiddenFrom(viewer: string): string {
  return `(not a.named and a.person_id <> ${viewer} and not ${isOfAskersPeople(viewer)})`
}

/** `person` may be asked by whoever asks `a`: neither shuts the other out, and they did not report it. */
export function mayBeNudged(person: string): string {
  return `${onTerms('a.person_id', person)} and ${notReportedBy(person, 'ask', 'a.id')}`
}
