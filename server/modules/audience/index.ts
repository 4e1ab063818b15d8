/**
 * Who may see a status: one rule, asked by every list, page, feed, search, stream and count. Its author sees it; else
 * public and unlisted ones are for everybody, followers-only ones for followers, and whoever is mentioned sees it too,
 * unless one of the two blocks the other. One said to a circle is for its owner and for those of its members who follow the
 * owner, whoever is mentioned. Nothing of a suspended person is seen by anybody else.
 *
 * The rule is SQL, so that it stands in the WHERE of a query and not in a loop behind it.
 */
/**
 * As a piece of SQL text: `viewer` is an expression of a bigint (`$1`), null for the signed out; `s` the status's alias.
 * What depends on the viewer alone is asked for once a query, hence "not in" where "not exists" would ask for each row.
 */
export function visibleTo(viewer: string, s = 's'): string {
  return `(${s}.person_id = ${viewer} or (
    (${s}.visibility in ('public', 'unlisted')
      or (${s}.circle_id is null and (
        (${s}.visibility = 'private' and exists (
          select from follows af where af.follower_id = ${viewer} and af.followee_id = ${s}.person_id))
        or exists (select from status_mentions am where am.status_id = ${s}.id and am.person_id = ${viewer})))
      or ${s}.circle_id in (${circlesReadBy(viewer)}))
    and ${noBlockBetween(viewer, `${s}.person_id`)}
    and ${s}.person_id not in (select ap.id from people ap where ap.suspended_at is not null)))`
}

/** The circles whose statuses `viewer` may see: their own, and those they are in of people they follow. */
export function circlesReadBy(viewer: string): string {
  return `select ac.id from circles ac where ac.person_id = ${viewer}
    union all
    select ac.id from circle_members am
    join circles ac on ac.id = am.circle_id
    join follows af on af.follower_id = am.person_id and af.followee_id = ac.person_id
    where am.person_id = ${viewer}`
}

/** Neither of the two blocks the other. */
export function noBlockBetween(viewer: string, other: string): string {
  return `${other} not in (
    select ab.blocked_id from blocks ab where ab.blocker_id = ${viewer}
    union all select ab.blocker_id from blocks ab where ab.blocked_id = ${viewer})`
}

/** `viewer` does not mute `person` just now. */
export function notMutedBy(viewer: string, person: string): string {
  return `${person} not in (select au.muted_id from mutes au where au.muter_id = ${viewer}
    and (au.expires_at is null or au.expires_at > now()))`
}

/** Neither of the two shuts the other out, by a block or a mute. */
export function onTerms(one: string, other: string): string {
  return `${noBlockBetween(one, other)} and ${notMutedBy(one, other)} and ${notMutedBy(other, one)}`
}

/**
 * `viewer` did not report the thing of that `id`: what somebody reported they see no more, whatever is done about it. `about` as a report
 * says it.
 */
export function notReportedBy(viewer: string, about: string, id: string): string {
  return `${id} not in (select unnest(ar.about_ids) from reports ar where ar.reporter_id = ${viewer} and ar.about = '${about}')`
}

/** What `person` says is not kept out of `viewer`'s home by a circle that is read on its own. */
export function notReadApart(viewer: string, person: string): string {
  return `${person} not in (select am.person_id from circles ac join circle_members am on am.circle_id = ac.id
    where ac.person_id = ${viewer} and ac.exclusive)`
}

/**
 * Something of `x.person_id` that travels as far as `x.reach` says (their circles `x.circle_ids`, their people, those people's, this
 * place, everybody) may come to `viewer`.
 */
export function withinReach(x: string, viewer: string): string {
  return `(${x}.reach = 'everybody'
    or ${x}.reach = 'place' and exists (select from people vp where vp.id = ${viewer} and vp.domain is null)
    or ${x}.reach in ('people', 'friends') and exists (
      select from follows vf where vf.follower_id = ${x}.person_id and vf.followee_id = ${viewer})
    or ${x}.reach = 'friends' and exists (
      select from follows vf join follows vg on vg.follower_id = vf.followee_id
      where vf.follower_id = ${x}.person_id and vg.followee_id = ${viewer})
    or ${x}.reach = 'circles' and exists (
      select from circle_members vm where vm.circle_id = any(${x}.circle_ids) and vm.person_id = ${viewer}))`
}

/** Of those who said yes to `o`, the offer or need of somebody, `taker` may be chosen: they are here, not shut out, and it comes as far as to them. */
export function mayBeChosen(o: string, taker: string): string {
  return `exists (select from people tp where tp.id = ${taker} and tp.suspended_at is null)
    and ${onTerms(`${o}.person_id`, taker)} and ${withinReach(o, taker)}`
}

/**
 * A ring of hand-overs `r` is for its people. While it is open each must be able to say yes: what it is made of stands and may come to
 * whom it is for, no two of them shut each other out, and none reported anything of it. Once it came about it is theirs, unless a block is
 * between them and another, they reported something of it, or something was taken down.
 */
export function ringVisibleTo(viewer: string, r: string): string {
  return `exists (select from ring_members vm where vm.ring_id = ${r}.id and vm.person_id = ${viewer})
    and (${r}.state = 'open' and ${ringStands(r)} or ${r}.state = 'met' and ${allHere(r)} and not exists (select from ring_members vo
      where vo.ring_id = ${r}.id and vo.person_id <> ${viewer} and not (${noBlockBetween(viewer, 'vo.person_id')}))
      and not exists (select from offers vd where vd.id = any(${r}.made_of) and vd.taken_down_at is not null)
      and not exists (${reportsOf(r, viewer)}))`
}

/** What `person` reported of what a ring is made of. */
function reportsOf(r: string, person: string): string {
  return `select from reports rr where rr.reporter_id = ${person} and rr.about = 'offer' and rr.about_ids && ${r}.made_of`
}

/** Nobody of a ring is suspended or gone. */
function allHere(r: string): string {
  return `cardinality(${r}.made_of) = 2 * (select count(*) from ring_members ha join people hp on hp.id = ha.person_id
    where ha.ring_id = ${r}.id and hp.suspended_at is null)`
}

/** All of a ring could say yes just now. */
export function ringStands(r: string): string {
  return `${r}.expires_at > now() and ${allHere(r)}
    and not exists (select from ring_members sa join ring_members sb on sb.ring_id = sa.ring_id and sb.place > sa.place
      where sa.ring_id = ${r}.id and not (${onTerms('sa.person_id', 'sb.person_id')}))
    and not exists (select from ring_members sa where sa.ring_id = ${r}.id and exists (${reportsOf(r, 'sa.person_id')}))
    and not exists (select from ring_members sa join ring_members sb on ${comesAfter('sb', 'sa', r)}
      join offers so on so.id = sa.offer_id join offers sn on sn.id = sb.need_id
      where sa.ring_id = ${r}.id and not (so.state = 'open' and sn.state = 'open' and so.drawn_at is null
        and so.expires_at > now() and sn.expires_at > now()
        and ${withinReach('so', 'sb.person_id')} and ${withinReach('sn', 'sa.person_id')}))`
}

/** Of a ring: to `next` gives `one`. */
export function comesAfter(next: string, one: string, r: string): string {
  return `${next}.ring_id = ${r}.id and ${one}.ring_id = ${r}.id
    and ${next}.place = ${one}.place % (cardinality(${r}.made_of) / 2) + 1`
}
