import { startSession } from '#modules/accounts'
import type { Place } from '../place.ts'
import type { Person } from './people.ts'

export type SignedIn = { id: string; username: string; token: string }

/** Lets people of the place sign in, without the password that nobody here needs. */
export async function signIn({ ctx, pool }: Place, people: Person[]): Promise<SignedIn[]> {
  await pool.query(
    `insert into accounts (person_id, email, password_hash)
     select id, username || '@bench.example', 'none' from people where id = any($1::bigint[]) on conflict do nothing`,
    [people.map((person) => person.id)],
  )
  const signedIn: SignedIn[] = []
  for (const { id, username } of people) signedIn.push({ id, username, token: await startSession(ctx, id) })
  return signedIn
}

/** Each of the people follows each of the others named. */
export async function follow({ pool }: Place, followers: { id: string }[], followed: { id: string }[]): Promise<void> {
  for (const { id } of followed) {
    await pool.query(
      `insert into follows (follower_id, followee_id) select follower, $2 from unnest($1::bigint[]) follower
       where follower <> $2 on conflict do nothing`,
      [followers.map((follower) => follower.id), id],
    )
    await pool.query(
      'update people set followers_count = (select count(*) from follows where followee_id = $1) where id = $1',
      [id],
    )
  }
}
