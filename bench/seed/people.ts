import type { Place } from '../place.ts'
import type { Dice } from './dice.ts'
import { NAMES, NOTES } from './words.ts'

export type Person = { id: string; username: string; domain: string | null; url: string | null }

const ELSEWHERE = ['town.example', 'social.garten.example', 'mastodon.example']

const INSERT = `
  insert into people (id, username, domain, uri, url, display_name, note, fields, avatar_key, header_key, created_at)
  select id, username, domain, uri, url, display_name, note, fields, avatar_key, header_key, now() - interval '2 years'
  from json_populate_recordset(null::people, $1)`

/** Four of five live here. Everybody has a picture. */
export async function insertPeople({ pool }: Place, dice: Dice, count: number): Promise<Person[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id_at(now() - interval '2 years' + n * interval '1 minute') as id from generate_series(1, $1) n`,
    [count],
  )
  const people = rows.map(({ id }, at) => makePerson(dice, id, at))
  await pool.query(INSERT, [JSON.stringify(people)])
  return people.map(({ id, username, domain, url }) => ({ id, username, domain, url }))
}

function makePerson(dice: Dice, id: string, at: number) {
  const first = dice.pick(NAMES.first)
  const last = dice.pick(NAMES.last)
  const username = `${first}_${at}`
    .normalize('NFD')
    .replace(/[^\w]|ø/g, '')
    .toLowerCase()
  const domain = dice.chance(0.2) ? dice.pick(ELSEWHERE) : null
  return {
    id,
    username,
    domain,
    uri: domain && `https://${domain}/users/${username}`,
    url: domain && `https://${domain}/@${username}`,
    display_name: `${first} ${last}`,
    note: dice.pick(NOTES),
    fields: [
      { name: 'Web', value: `https://example.org/${username}`, verified_at: null },
      { name: 'Ort', value: 'Lindenau', verified_at: null },
    ],
    avatar_key: pictureKey(dice, 'avatar'),
    header_key: dice.chance(0.7) ? pictureKey(dice, 'header') : null,
  }
}

/** As media names the files of a profile. */
function pictureKey(dice: Dice, kind: string): string {
  const name = dice.hex(32)
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}-${kind}.webp`
}

const FOLLOWED = 25

/** Each follows 25, a hundredth of them back and forth with blocks and mutes as they happen. */
export async function insertTies({ pool }: Place, dice: Dice, people: Person[]): Promise<void> {
  const ids = people.map((person) => person.id)
  const pairs = (each: number) => ids.flatMap((id) => Array.from({ length: each }, () => [id, dice.pick(ids)] as const))
  await insertPairs('follows (follower_id, followee_id)', pairs(FOLLOWED))
  await insertPairs('blocks (blocker_id, blocked_id)', pairs(1))
  await insertPairs('mutes (muter_id, muted_id)', pairs(1))
  await pool.query(`
    update people p set
      followers_count = (select count(*) from follows f where f.followee_id = p.id),
      following_count = (select count(*) from follows f where f.follower_id = p.id)`)

  async function insertPairs(into: string, chosen: (readonly [string, string])[]) {
    await pool.query(
      `insert into ${into} select a, b from unnest($1::bigint[], $2::bigint[]) pair(a, b) where a <> b on conflict do nothing`,
      [chosen.map(([one]) => one), chosen.map(([, other]) => other)],
    )
  }
}
