import type pg from 'pg'

/** Marks of people here: about two favourites and a tenth of a bookmark for each status, and a few muted threads. */
export async function insertReactions(pool: pg.Pool): Promise<void> {
  await insertMarks(pool, 'favourites', 2)
  await insertMarks(pool, 'bookmarks', 0.1)
  await pool.query(`
    insert into thread_mutes (person_id, thread_id)
    select p.id, s.thread_id from (select id, row_number() over () as n from people where domain is null) p
    join (select thread_id, row_number() over () as n from statuses where random() < 0.2) s on s.n = p.n
    on conflict do nothing`)
}

/** Ids by the time of what is marked, as they would have come. */
async function insertMarks(pool: pg.Pool, table: string, each: number) {
  await pool.query(
    `with locals as (select array_agg(id) as ids from people where domain is null)
     insert into ${table} (person_id, status_id)
     select l.ids[1 + floor(random() * cardinality(l.ids))::int], s.id
     from statuses s, locals l, generate_series(1, $1::int) n
     where s.reblog_of_id is null and s.visibility in ('public', 'unlisted') and random() < $2
     on conflict do nothing`,
    [Math.max(1, Math.ceil(each)), each / Math.max(1, Math.ceil(each))],
  )
}
