/** Who may see an offer or a need: one rule, as SQL, asked by every list, lookup and match. */
import { noBlockBetween, notReportedBy, withinReach } from '#modules/audience'

/** Whose it is, and whom it may reach unless one of the two blocks the other; nothing of a suspended person, taken down or reported. */
export function offerVisibleTo(viewer: string, o = 'o'): string {
  return `(${o}.person_id = ${viewer} or ${offerMeantFor(viewer, o)} and ${offerLeftTo(viewer, o)})`
}

/** Whom it may reach, whatever became of it. */
export function offerMeantFor(viewer: string, o = 'o'): string {
  return `((${withinReach(o, viewer)} or exists (select from takers vt where vt.offer_id = ${o}.id and vt.person_id = ${viewer} and vt.chosen_at is not null and vt.let_go_at is null))
    and ${noBlockBetween(viewer, `${o}.person_id`)}
    and ${o}.person_id not in (select sp.id from people sp where sp.suspended_at is not null))`
}

/** Nobody took it down, and `viewer` did not report it. */
export function offerLeftTo(viewer: string, o = 'o'): string {
  return `${o}.taken_down_at is null and ${notReportedBy(viewer, 'offer', `${o}.id`)}`
}
