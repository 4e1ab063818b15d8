import { rows, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
import type { Wish } from '../model/matching.ts'
import type { Words } from '../model/rules.ts'

/** What somebody said of what is theirs, as they said it. Missing to anybody else. */
export async function viewWords(db: Database, personId: string, id: string): Promise<Required<Words>> {
  const text = `select kind, what, details, way, for_what as "forWhat", locality, language, reach, circle_ids::text[] as "circleIds",
      expires_at as until
    from offers where id = $1 and person_id = $2`
  const [words] = await rows<Required<Words>>(db, text, [id, personId])
  if (!words) throw missing()
  return words
}

/** As it is matched, whether it stands or not. */
export async function findWish(db: Database, id: string): Promise<Wish> {
  const text = 'select id, kind, what, details, way, locality as where from offers where id = $1'
  return (await rows<Wish>(db, text, [id]))[0]!
}
