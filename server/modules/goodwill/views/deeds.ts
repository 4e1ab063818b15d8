/** What somebody may be thanked for, and who is along the chain that led there. */
import { askerHiddenFrom, askVisibleTo } from '#modules/asks'
import { noBlockBetween, visibleTo } from '#modules/audience'
import { offerLeftTo } from '#modules/offers'
import { rows, type Database } from '#platform/db'
import type { About, Link } from '../model/thanks.ts'

export type Deed = {
  toId: string
  /** They have their account here. */
  here: boolean
  /** Whoever thanks asked without being named. */
  unnamed: boolean
  /** Whether whoever is thanked knows who thanks. */
  seesFrom: boolean
}

const NAMED = 'false as unnamed, true as "seesFrom"'

/** Whose the thing ($2) is that `person` ($1) may thank for, by what it is. */
const WHOSE: Record<About, string> = {
  person: `select p.id as to_id, ${NAMED} from people p where p.id = $2`,
  answer: `select n.person_id as to_id, a.person_id = $1 and not a.named as unnamed,
      not (a.person_id = $1 and ${askerHiddenFrom('n.person_id')}) as "seesFrom"
    from answers n join asks a on a.id = n.ask_id where n.id = $2 and n.kind = 'answer' and ${askVisibleTo('$1')}`,
  introduction: `select i.introducer_id as to_id, ${NAMED} from introductions i
    where i.id = $2 and i.state = 'met' and $1 in (i.low_id, i.high_id)`,
  guest_introduction: `select g.introducer_id as to_id, ${NAMED} from guest_introductions g
    where g.id = $2 and g.state = 'met' and g.person_id = $1`,
  offer: `select case when o.person_id = $1 then k.person_id else o.person_id end as to_id, ${NAMED}
    from offers o join takers k on k.offer_id = o.id and k.chosen_at is not null and k.let_go_at is null
    where o.id = $2 and $1 in (o.person_id, k.person_id) and ${offerLeftTo('$1')}`,
  status: `select s.person_id as to_id, ${NAMED} from statuses s where s.id = $2 and ${visibleTo('$1', 's')}`,
}

/** Undefined where there is no such thing, or one of the two blocks the other. */
export async function findDeed(db: Database, personId: string, about: About, id: string): Promise<Deed | undefined> {
  const text = `select d.to_id as "toId", p.domain is null as here, d.unnamed, d."seesFrom"
    from (${WHOSE[about]}) d join people p on p.id = d.to_id and p.suspended_at is null
    where ${noBlockBetween('$1', 'p.id')}`
  return (await rows<Deed>(db, text, [personId, id]))[0]
}

const MOST_HANDS = 20

/** Those who gave an ask on to whoever gave the answer `answer` (a condition on `n`), the nearest first. */
const passedOn = (answer: string) => `
  with recursive way as (
    select n.ask_id, g.from_id as person_id, g.person_id as after_id, 1 as back
    from answers n join nudges g on g.ask_id = n.ask_id and g.person_id = n.person_id where ${answer}
    union all
    select w.ask_id, g.from_id, g.person_id, w.back + 1
    from way w join nudges g on g.ask_id = w.ask_id and g.person_id = w.person_id where w.back < ${MOST_HANDS})
  select w.person_id as "personId", 'passed' as part, mine.from_id as "beforeId", w.after_id as "afterId",
    a.person_id = $1 and not ${askerHiddenFrom('w.person_id')} as "seesFrom", w.after_id = $2::bigint as "seesTo"
  from way w join asks a on a.id = w.ask_id
  join nudges mine on mine.ask_id = w.ask_id and mine.person_id = w.person_id
  where w.person_id is not null order by w.back`

/** Those who handed on the request that the introduction `i` came of, the nearest to it first. */
const handedOn = (introduction: string) => `
  select s.holder_id as "personId", 'passed' as part, s.from_id as "beforeId", after.holder_id as "afterId",
    s.from_id = $1 as "seesFrom", after.holder_id = $2::bigint as "seesTo"
  from request_steps last
  join request_steps s on s.request_id = last.request_id and s.depth < last.depth and s.arrived
  left join request_steps after on after.request_id = s.request_id and after.depth = s.depth + 1
  where last.introduction_id = ${introduction} order by s.depth desc`

/** The first introduction by which the two met. */
const FIRST_MET = `(select i.id from introductions i where i.state = 'met'
  and i.low_id = least($1::bigint, $2::bigint) and i.high_id = greatest($1::bigint, $2::bigint) order by i.met_at, i.id limit 1)`

const INTRODUCED = `
  select i.introducer_id as "personId", 'introduced' as part, null::bigint as "beforeId", null::bigint as "afterId",
    true as "seesFrom", true as "seesTo"
  from introductions i where i.id = ${FIRST_MET}`

type Thanked = { fromId: string; toId: string; about: About; aboutId: string | null; unnamed: boolean }

/**
 * Those along the chain, with what each knows of it: of an ask or a request only those next to them, and whoever asks where they are named
 * to them. Whoever introduced the two knows both; where one asked unnamed they hear nothing, because it would name them.
 */
export async function linksOf(db: Database, { fromId, toId, about, aboutId, unnamed }: Thanked): Promise<Link[]> {
  const ask = (text: string, more: string[] = []) => rows<Link>(db, text, [fromId, toId, ...more])
  const found: Link[] = []
  // Only for whoever asked did it come about by being passed on.
  if (about === 'answer')
    found.push(
      ...(await ask(passedOn('n.id = $3 and exists (select from asks o where o.id = n.ask_id and o.person_id = $1)'), [
        aboutId!,
      ])),
    )
  if (about === 'introduction') {
    found.push(...(await ask(handedOn('$3'), [aboutId!])))
    found.push(...(await ask(passedOn('n.introduction_id = $3'), [aboutId!])))
  }
  if (!unnamed) {
    found.push(...(await ask(INTRODUCED)), ...(await ask(handedOn(FIRST_MET))))
    found.push(...(await ask(passedOn(`n.introduction_id = ${FIRST_MET}`))))
  }
  return found
}
