/** Who may see a thanks: one rule, as SQL, asked by every list and lookup. */
import { noBlockBetween, notReportedBy } from '#modules/audience'
import { isGivenAsWell } from '#modules/offers'

/** What was chosen in `k` was handed over, as one of the two says, and whoever got it nothing else; of a ring once, for what was offered. */
export function isHandOver(k: string, o: string): string {
  return `${k}.chosen_at is not null and ${k}.let_go_at is null and 'handed' in (${k}.giver_says, ${k}.taker_says)
    and coalesce(${k}.taker_says, 'handed') = 'handed' and not (${isGivenAsWell(o, k)})`
}

/**
 * The two, those along the chain, and everybody where both show it; nothing of a suspended person, or that they reported. Whom one of them blocks does not
 * see it, but where they are not named it stays: that it went would say who they are.
 */
export function thanksVisibleTo(viewer: string, t = 't'): string {
  return `(not exists (select from people vp where vp.id in (${t}.from_id, ${t}.to_id) and vp.suspended_at is not null)
    and ${notReportedBy(viewer, 'thanks', `${t}.id`)}
    and (${t}.from_id = ${viewer}
      or ${t}.to_id = ${viewer} and (not ${t}.sees_from or ${noBlockBetween(viewer, `${t}.from_id`)})
      or exists (select from thanks_chain vc where vc.thanks_id = ${t}.id and vc.person_id = ${viewer}
        and (not vc.sees_from or ${noBlockBetween(viewer, `${t}.from_id`)})
        and (not vc.sees_to or ${noBlockBetween(viewer, `${t}.to_id`)}))
      or ${t}.from_shows and ${t}.to_shows
        and ${noBlockBetween(viewer, `${t}.from_id`)} and ${noBlockBetween(viewer, `${t}.to_id`)}))`
}
