import { rows, type Database } from '#platform/db'
import type { Attachment } from './model.ts'

export type MediaRow = Attachment & {
  state: 'processing' | 'ready' | 'failed'
  status_id: string | null
  ask_id: string | null
}

const COLUMNS = 'id, kind, key, mime, description, blurhash, meta, state, status_id, ask_id'

export async function findOwn(db: Database, personId: string, id: string): Promise<MediaRow | undefined> {
  const text = `select ${COLUMNS} from media where id = $2 and person_id = $1`
  return (await rows<MediaRow>(db, text, [personId, id]))[0]
}

/** Those of the ids that are the person's, locked until the transaction ends, in the order of the ids. */
export async function lockOwn(db: Database, personId: string, ids: string[]): Promise<MediaRow[]> {
  const text = `select ${COLUMNS} from media where id = any($2::bigint[]) and person_id = $1 order by id for update`
  const found = await rows<MediaRow>(db, text, [personId, ids])
  return found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

export async function findProcessing(db: Database, id: string): Promise<MediaRow | undefined> {
  const text = `select ${COLUMNS} from media where id = $1 and state = 'processing'`
  return (await rows<MediaRow>(db, text, [id]))[0]
}

/** Does somebody's profile show this picture? */
export async function isOnProfile(db: Database, personId: string, key: string): Promise<boolean> {
  const text = 'select from people where id = $1 and $2 in (avatar_key, header_key)'
  return (await rows(db, text, [personId, key])).length > 0
}
