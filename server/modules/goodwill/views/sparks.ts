/** What may have lit the flames of a page, as SQL: what each came of, and the latest introduction of two of its people before it. */

const NONE = `'{}'::text[]`
/** What a thanks `t` is for, as one of the two or as one who gave it on. */
const DEEDS = `case t.about
  when 'answer' then array['answered ' || t.about_id] || array(select 'passed ' || n.ask_id from answers n where n.id = t.about_id)
  when 'introduction' then array['introduced ' || t.about_id] when 'guest_introduction' then array['introduced ' || t.about_id]
  when 'offer' then array['gave ' || t.about_id] else ${NONE} end`

/** Keys of what the flame `f` came of, the nearest first. */
export const CAUSES = `case f.kind
  when 'introduced' then array(select 'answered ' || n.id from answers n where n.introduction_id = f.own_id)
  when 'thanked' then (select ${DEEDS} from thanks t where t.id = f.own_id)
  when 'passed_on' then (select array['thanked ' || t.id] || ${DEEDS} from passings g join thanks t on t.id = g.thanks_id where g.offer_id = f.own_id)
  when 'gave' then array(select 'passed_on ' || g.offer_id from passings g where g.offer_id = f.own_id)
  else ${NONE} end`

const PEOPLE = 'array(select who from page cross join unnest(array[by_id, for_id, with_id]) who)'

/** Of each flame (`wick`) in `page`, among all in `known`: these are gone through once, for all of the page. */
export const SPARKS = `
  select f.id as wick, k.id, k.key, null::text[] as pair
  from (select id, key from known where key = any(array(select unnest(causes) from page)) offset 0) k join page f on k.key = any(f.causes)
  union all
  (select distinct on (f.id) f.id, k.id, k.key, array[k.for_id, k.with_id]::text[]
   from (select id, key, for_id, with_id from known
     where kind = 'introduced' and for_id = any(${PEOPLE}) and with_id = any(${PEOPLE}) offset 0) k
   join page f on k.for_id in (f.by_id, f.for_id, f.with_id) and k.with_id in (f.by_id, f.for_id, f.with_id) and k.id < f.id
   order by f.id, k.id desc)`
