/** Who may see an offer or a need: one rule, as SQL, asked by every list, lookup and match. */
import { noBlockBetween, notReportedBy, withinReach } from '#modules/audience'

/** It is to be had, as far as it goes. */
export function offerStands(o = 'o'): string {
  return `(${o}.state = 'open' and ${o}.expires_at > now())`
}

/**
 * Whose it is; others while it stands; then whoever has it, and, that it went to another or is settled, whoever said that they would. What is
 * over else is gone.
 */
export function offerVisibleTo(viewer: string, o = 'o'): string {
  return `(${o}.person_id = ${viewer} or ${offerKnownTo(viewer, o)} and (${offerStands(o)} or exists (
    select from takers vw where vw.offer_id = ${o}.id and vw.person_id = ${viewer} and vw.let_go_at is null
      and (vw.chosen_at is not null or ${o}.state = 'given' or ${o}.settled_at is not null))))`
}

/** Whatever became of it, as what came of it tells: whose it is, and whom it may reach, but where it was taken down or they reported it. */
export function offerKnownTo(viewer: string, o = 'o'): string {
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
