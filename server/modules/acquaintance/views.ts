import { rows, type Database } from '#platform/db'
import type { Pair } from './model/graph.ts'
import { UNLEARNED, type Weights } from './model/score.ts'

const AT_ONCE = 100_000

/** Everybody's follows, in pieces, so that millions need not be held twice. */
export async function* allFollows(db: Database): AsyncGenerator<Pair[]> {
  for (let after = '0'; ;) {
    const found = await rows<{ id: string; a: string; b: string }>(
      db,
      'select id, follower_id as a, followee_id as b from follows where id > $1 order by id limit $2',
      [after, AT_ONCE],
    )
    yield found.map(({ a, b }) => [a, b] as const)
    if (found.length < AT_ONCE) return
    after = found.at(-1)!.id
  }
}

/** Whether one of the two follows the other. */
export async function areNear(db: Database, one: string, other: string): Promise<boolean> {
  const text = `select from follows where follower_id = $1 and followee_id = $2
    union all select from follows where follower_id = $2 and followee_id = $1`
  return (await rows(db, text, [one, other])).length > 0
}

export async function learnedWeights(db: Database): Promise<Weights> {
  const [row] = await rows<{ weights: Weights }>(db, 'select weights from rankings', [])
  return row?.weights ?? UNLEARNED
}
