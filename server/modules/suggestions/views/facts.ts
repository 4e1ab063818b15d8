/** What may speak for two people meeting, and what rules it out. */
import { onTerms } from '#modules/audience'
import { REASONS } from '#modules/introductions'
import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import type { Facts } from '../model/reasons.ts'
import type { Outcome } from '../model/worth.ts'

const MOST_PEOPLE = 400
const DAYS_LATELY = 180

const OPEN_TO_IT = `p.domain is null and p.suspended_at is null and not p.bot and p.introduced_by = 'following'`

/** Those of one's ties who let themselves be introduced, latest first. */
export async function tiesOpenToIt(db: Database, personId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select p.id from follows f
     join follows back on back.follower_id = f.followee_id and back.followee_id = f.follower_id
     join people p on p.id = f.followee_id and ${OPEN_TO_IT}
     where f.follower_id = $1 and ${onTerms('$1', 'p.id')}
     order by f.id desc limit ${MOST_PEOPLE}`,
    [personId],
  )
  return found.map(({ id }) => id)
}

/**
 * Of these people, those two and two whom the introducer need not be told of: they know or shut each other out, were passed over, or
 * the introducer brought them together or tried to. What another proposed, and what somebody asked for until they met, is not theirs
 * to know: a pair that is gone would tell.
 */
export async function settledPairs(
  db: Database,
  introducerId: string,
  ids: string[],
  now: Temporal.Instant,
): Promise<Set<string>> {
  const both = (one: string, other: string) => `${one} = any($2::bigint[]) and ${other} = any($2::bigint[])`
  const found = await rows<{ low: string; high: string }>(
    db,
    `select distinct least(a, b) as low, greatest(a, b) as high from (
       select follower_id, followee_id from follows where ${both('follower_id', 'followee_id')}
       union all select follower_id, followee_id from follow_requests where ${both('follower_id', 'followee_id')}
       union all select blocker_id, blocked_id from blocks where ${both('blocker_id', 'blocked_id')}
       union all select muter_id, muted_id from mutes
         where ${both('muter_id', 'muted_id')} and (expires_at is null or expires_at > $3::timestamptz)
       union all select low_id, high_id from never_pairs where ${both('low_id', 'high_id')}
       union all select low_id, high_id from introductions where ${both('low_id', 'high_id')}
         and introducer_id = $1
         and (state = 'met' or seeker_id is null and created_at > $3::timestamptz - interval '${DAYS_LATELY} days')
       union all select low_id, high_id from passed_pairs where person_id = $1 and ${both('low_id', 'high_id')}) pair(a, b)`,
    [introducerId, ids, now.toString()],
  )
  return new Set(found.map(({ low, high }) => pairKey(low, high)))
}

export function pairKey(one: string, other: string): string {
  return one.length < other.length || (one.length === other.length && one < other)
    ? `${one} ${other}`
    : `${other} ${one}`
}

const FACTS = `
  select p.id, p.helps_with, p.looks_for,
    array(select a.question from asks a where a.person_id = p.id and a.named and a.reach in ('place', 'everybody')
      and a.closed_at is null and (a.deadline is null or a.deadline > $2::timestamptz) order by a.id desc limit 5) as asks,
    array(select distinct t.name from (
        select s.id from statuses s where s.person_id = p.id and s.visibility in ('public', 'unlisted') and s.reblog_of_id is null
        order by s.id desc limit 100) said
      join status_tags st on st.status_id = said.id join tags t on t.id = st.tag_id) as topics,
    array(select s.language from (
        select s.language from statuses s where s.person_id = p.id and s.visibility in ('public', 'unlisted') and s.language is not null
        order by s.id desc limit 100) s group by 1 having count(*) > 1) as languages,
    array(select f ->> 'value' from jsonb_array_elements(p.fields) f
      where lower(trim(both ': ' from f ->> 'name')) = any('{ort,wohnort,stadt,"wohnt in","lebt in",place,city,town,location,"lives in"}')) as places
  from people p where p.id = any($1::bigint[])`

export async function factsOf(db: Database, ids: string[], now: Temporal.Instant): Promise<Facts[]> {
  return rows<Facts>(db, FACTS, [ids, now.toString()])
}

/** Somebody between two others. */
export type Between = { one: string; other: string; id: string }

/** Of those who might know both the ones who do, and of whom the viewer may know it: they show whom they follow. */
export async function knowingBoth(db: Database, viewerId: string, between: Between[]): Promise<Between[]> {
  return rows<Between>(
    db,
    `select b.one, b.other, b.id
     from unnest($2::bigint[], $3::bigint[], $4::bigint[]) with ordinality as b (one, other, id, at)
     join people p on p.id = b.id and not p.hide_collections and p.suspended_at is null and p.id <> $1
     where ${onTerms('$1', 'b.id')} and ${areTied('b.one', 'b.id')} and ${areTied('b.other', 'b.id')}
     order by b.at`,
    [viewerId, between.map(({ one }) => one), between.map(({ other }) => other), between.map(({ id }) => id)],
  )
}

function areTied(one: string, other: string): string {
  return `exists (select from follows f where f.follower_id = ${one} and f.followee_id = ${other})
    and exists (select from follows f where f.follower_id = ${other} and f.followee_id = ${one})`
}

/** What came of introductions, by the kinds of reasons for which they had been suggested. What was withdrawn tells nothing. */
export async function suggestionOutcomes(db: Database): Promise<Outcome[]> {
  return rows<Outcome>(
    db,
    `select kind, count(*)::int as proposed, count(*) filter (where state = 'met')::int as met,
       count(*) filter (where state = 'met' and good)::int as good, count(*) filter (where state = 'met' and bad)::int as bad
     from (
       select unnest(i.suggested_for) as kind, i.state, said.good, said.bad
       from introductions i
       cross join lateral (
         select bool_and(coalesce(p.good, false)) as good, bool_or(not coalesce(p.good, true)) as bad
         from introduction_parties p where p.introduction_id = i.id) said
       where i.suggested_for <> '{}' and i.state in ('met', 'ended') and not i.withdrawn) told
     where kind = any($1::text[])
     group by kind`,
    [REASONS],
  )
}

export type Stranger = { id: string; by: string[] }

// Whom one does not know and may hear of: they are open to it, nothing stands between the two, and of an introduction of the two one
// knows only what one was asked and answered ($3: now).
const STRANGER = `${OPEN_TO_IT} and p.discoverable and p.id <> $1 and ${onTerms('$1', 'p.id')}
  and not exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)
  and not exists (select from follow_requests f where f.follower_id = $1 and f.followee_id = p.id)
  and not exists (select from passed_over o where o.person_id = $1 and o.other_id = p.id)
  and not exists (select from never_pairs n where n.low_id = least($1, p.id) and n.high_id = greatest($1, p.id))
  and not exists (select from introductions i where i.low_id = least($1, p.id) and i.high_id = greatest($1, p.id)
    and (i.state = 'met' or i.seeker_id is distinct from $1 and (
      i.state in ('open', 'lapsed') and i.expires_at > $3::timestamptz
      or exists (select from introduction_parties q where q.introduction_id = i.id and q.person_id = $1 and q.answer = 'no'))))`

/** Those of the people whom one might like to meet. */
export async function strangersAmong({ db, now }: Context, personId: string, ids: string[]): Promise<Set<string>> {
  const text = `select p.id from people p where p.id = any($2::bigint[]) and ${STRANGER}`
  return new Set((await rows<{ id: string }>(db, text, [personId, ids, now().toString()])).map(({ id }) => id))
}

/** Who was here last, of those one does not know: for a place where the graph says little. */
export async function strangersHere({ db, now }: Context, personId: string, limit: number): Promise<string[]> {
  const text = `select p.id from people p where ${STRANGER} order by p.last_status_on desc nulls last, p.id desc limit $2`
  return (await rows<{ id: string }>(db, text, [personId, limit, now().toString()])).map(({ id }) => id)
}

/** Up to three of one's ties who could introduce one to each: ties of theirs, who show whom they follow. */
export async function introducersTo(db: Database, personId: string, ids: string[]): Promise<Stranger[]> {
  return rows<Stranger>(
    db,
    `select t.id, array(
       select p.id from follows f
       join follows back on back.follower_id = f.followee_id and back.followee_id = $1
       join follows knows on knows.follower_id = f.followee_id and knows.followee_id = t.id
       join follows known on known.follower_id = t.id and known.followee_id = f.followee_id
       join people p on p.id = f.followee_id and not p.hide_collections and p.suspended_at is null and p.domain is null and not p.bot
       where f.follower_id = $1 and ${onTerms('$1', 'p.id')} and ${onTerms('t.id', 'p.id')}
       order by f.id desc limit 3) as by
     from unnest($2::bigint[]) t(id)`,
    [personId, ids],
  )
}
