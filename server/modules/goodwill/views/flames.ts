/**
 * Flames, as SQL: what somebody did for somebody, each as far as one of those who had a part in it may know it. Whom it does not name to
 * them (who asked without being named) stands nowhere in it, and no block between the two shows in it: it would say who they are.
 */
import { askerHiddenFrom } from '#modules/asks'
import { noBlockBetween, notMutedBy } from '#modules/audience'
import { offerLeftTo, offerKnownTo } from '#modules/offers'
import { FLAME_KINDS, type FlameKind } from '../model/light.ts'
import { isHandOver, thanksVisibleTo } from './visible.ts'

export type FlameRow = {
  id: string
  kind: FlameKind
  /** Kind and what it is of, `own_id`: one for each reader. */
  key: string
  own_id: string
  at: Temporal.Instant
  by_id: string | null
  for_id: string | null
  with_id: string | null
  /** The ask, introduction, thanks, offer or need. */
  ref_id: string
}

/** Those of which `viewer` (an expression of a bigint) may know, under the columns of `FlameRow` but for the id. */
export function flamesKnownTo(viewer: string): string {
  const branches = [answered, passed, introduced, thanked, passedOn, gave]
  return `select u.kind, u.kind || ' ' || u.own_id as key, u.own_id, u.at, u.by_id, u.for_id, u.with_id, u.ref_id
    from (${branches.map((branch) => branch(viewer)).join(' union all ')}) u
    where ${mayBeNamed(viewer, ['u.by_id', 'u.for_id', 'u.with_id'])}`
}

/** The place of a kind among those of the same moment, at which its ids begin. */
export const kindAt = (kind: string) => `(array_position(array['${FLAME_KINDS.join("', '")}'], ${kind}) - 1 << 13)`
/** So many of a kind and a moment have ids of their own; the last is nobody's. */
export const MOST_AT_ONCE = 8191

/** All of a list under ids: by time like every id, then by kind, then one by one, so that no two are the same. */
export function underIds(flames: string): string {
  return `select ms << 16 | ${kindAt('kind')} | (row_number() over (partition by ms, kind order by own_id, with_id) - 1) % ${MOST_AT_ONCE} as id, v.*
    from (select floor(extract(epoch from u.at) * 1000)::bigint as ms, u.* from (${flames}) u) v`
}

function mayBeNamed(viewer: string, people: string[]): string {
  const named = people.flatMap((person) => [
    noBlockBetween(viewer, `coalesce(${person}, 0)`),
    notMutedBy(viewer, `coalesce(${person}, 0)`),
  ])
  return [`not exists (select from people sp where sp.id in (${people.join(', ')}) and sp.suspended_at is not null)`]
    .concat(named)
    .join(' and ')
}

const isActive = (person: string) =>
  `not exists (select from people sp where sp.id = ${person} and sp.suspended_at is not null)`
const namedAsker = (viewer: string) => `case when not ${askerHiddenFrom(viewer)} then a.person_id end`

/** An answer that helped: to whoever asked, and to whoever answered. */
function answered(viewer: string): string {
  const of = (mine: string) => `
    select 'answered' as kind, n.id as own_id, n.helped_at as at, n.person_id as by_id, ${namedAsker(viewer)} as for_id,
      null::bigint as with_id, a.id as ref_id
    from answers n join asks a on a.id = n.ask_id
    where ${mine} = ${viewer} and n.helped_at is not null and n.person_id <> a.person_id and ${isActive('a.person_id')}`
  return `${of('a.person_id')} union all ${of('n.person_id')}`
}

const MOST_HANDS = 20

/** An ask they gave on, whose chain led to an answer that helped: it names whom they gave it to, and nobody further along. */
function passed(viewer: string): string {
  return `(with recursive way as (
      select g.ask_id, g.person_id as next_id, g.person_id, 1 as hands from nudges mine
      join nudges g on g.ask_id = mine.ask_id and g.from_id = mine.person_id where mine.person_id = ${viewer}
      union all
      select w.ask_id, w.next_id, g.person_id, w.hands + 1
      from way w join nudges g on g.ask_id = w.ask_id and g.from_id = w.person_id where w.hands < ${MOST_HANDS})
    select 'passed', a.id, min(n.helped_at), ${viewer}::bigint, ${namedAsker(viewer)}, w.next_id, a.id
    from way w join answers n on n.ask_id = w.ask_id and n.person_id = w.person_id and n.helped_at is not null
    join asks a on a.id = w.ask_id
    where n.person_id <> a.person_id and ${isActive('a.person_id')} and ${isActive('n.person_id')}
    group by a.id, w.next_id)`
}

/** Two who met; one of them may be a guest, who is known by what the introducer calls them. */
function introduced(viewer: string): string {
  return `select 'introduced', i.id, i.met_at, i.introducer_id, i.low_id, i.high_id, i.id
    from introductions i
    where i.state = 'met' and (i.introducer_id = ${viewer} or i.low_id = ${viewer} or i.high_id = ${viewer})
    union all
    select 'introduced', g.id, g.met_at, g.introducer_id, g.person_id, null, g.id from guest_introductions g
    where g.state = 'met' and (g.introducer_id = ${viewer} or g.person_id = ${viewer})`
}

/** "That helped" is the flame of the answer already, unless there is a word to it. Whom it went to next stands aside where it may not be told. */
function thanked(viewer: string): string {
  const said = `(c.person_id is null or t.from_shows and t.to_shows) and t.word is not null`
  return `select 'thanked', t.id, t.created_at,
      case when t.from_id = ${viewer} or coalesce(c.sees_from, t.sees_from) then t.from_id end,
      case when coalesce(c.sees_to, true) then t.to_id end,
      (select p.id from people p where p.suspended_at is null and ${noBlockBetween(viewer, 'p.id')} and p.id = case
        when c.part = 'passed' then c.after_id
        when t.about = 'introduction' and c.person_id is null then (
          select case when i.low_id = t.from_id then i.high_id else i.low_id end from introductions i where i.id = t.about_id) end),
      t.id
    from (select id from thanks where from_id = ${viewer} union all select id from thanks where to_id = ${viewer}
      union all select thanks_id from thanks_chain where person_id = ${viewer}) mine
    join thanks t on t.id = mine.id
    left join thanks_chain c on c.thanks_id = t.id and c.person_id = ${viewer}
    where ${thanksVisibleTo(viewer)} and not (t.about = 'answer' and coalesce(c.part, 'passed') = 'passed' and not (${said})
      and exists (select from answers n where n.id = t.about_id and n.helped_at is not null))`
}

/**
 * What they offer because of a thanks; and what somebody does whom they thanked, while it stands or once somebody had it. Who stands along
 * the chain may be hidden from them.
 */
function passedOn(viewer: string): string {
  const of = (from: string) => `
    select 'passed_on', o.id, o.created_at, o.person_id, null::bigint, null::bigint, o.id
    from ${from}`
  return `${of(`offers o join passings g on g.offer_id = o.id join thanks t on t.id = g.thanks_id
      where o.person_id = ${viewer} and o.taken_down_at is null`)}
    union all ${of(`thanks t join passings g on g.thanks_id = t.id and g.person_id = t.to_id join offers o on o.id = g.offer_id
      where t.from_id = ${viewer} and ${thanksVisibleTo(viewer)} and ${offerKnownTo(viewer)}
        and (o.state = 'given' or o.state = 'open' and o.expires_at > now())`)}`
}

/** What was handed over, as the two say. */
function gave(viewer: string): string {
  const of = (mine: string) => `
    select 'gave', o.id, k.chosen_at, case when o.kind = 'offer' then o.person_id else k.person_id end,
      case when o.kind = 'offer' then k.person_id else o.person_id end, null::bigint, o.id
    from takers k join offers o on o.id = k.offer_id
    where ${mine} = ${viewer} and ${isHandOver('k', 'o')} and ${offerLeftTo(viewer)}`
  return `${of('o.person_id')} union all ${of('k.person_id')}`
}
