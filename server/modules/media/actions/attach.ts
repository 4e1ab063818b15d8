import type { Database } from '#platform/db'
import { isId } from '#platform/ids'
import { refuse } from '#platform/refusal'
import type { Attachment } from '../model.ts'
import { attachAll, releaseAll, setAside, type Owner } from '../store.ts'
import { lockOwn, type MediaRow } from '../views.ts'
import { changeRow, type Change } from './change.ts'

type Attaching = Owner & {
  personId: string
  mediaIds: string[]
  /** What else is said of some of them. */
  changes?: (Change & { id: string })[]
}

/** Gives somebody's own, finished pictures to a status or an ask of theirs; answers what that keeps of them, in order. */
export async function attach(tx: Database, attaching: Attaching): Promise<Attachment[]> {
  const { personId, mediaIds, changes = [] } = attaching
  const ids = [...new Set(mediaIds)]
  const found = ids.every(isId) ? await lockOwn(tx, personId, ids) : []
  if (found.length < ids.length) throw refuse('invalid', 'media.not_found')
  for (const row of found) requireFree(row, attaching)
  const changesOf = new Map(changes.map(({ id, ...change }) => [id, change]))
  const changed = await Promise.all(
    found.map((row) => (changesOf.has(row.id) ? changeRow(tx, row, changesOf.get(row.id)!) : row)),
  )
  await attachAll(tx, ids, attaching)
  return changed.map(({ id, kind, key, mime, description, blurhash, meta }) => ({
    id,
    kind,
    key,
    mime,
    description,
    blurhash,
    meta,
  }))
}

/** Takes pictures out of their status, which was edited; its history goes on showing them. */
export async function detach(tx: Database, mediaIds: string[]): Promise<void> {
  if (mediaIds.length > 0) await setAside(tx, mediaIds)
}

/** Before a status is deleted: its pictures stay for a day, so that it can be written again with them. */
export async function release(tx: Database, statusId: string): Promise<void> {
  await releaseAll(tx, statusId)
}

function requireFree(row: MediaRow, owner: Owner) {
  const isIts = 'statusId' in owner && row.status_id === owner.statusId
  if ((row.status_id ?? row.ask_id) && !isIts) throw refuse('invalid', 'media.in_use')
  if (row.state === 'processing') throw refuse('invalid', 'media.not_ready')
  if (row.state === 'failed') throw refuse('invalid', 'pictures.broken')
}
