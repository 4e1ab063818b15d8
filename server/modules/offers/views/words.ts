import { rows, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
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
