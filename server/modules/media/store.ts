import { rows, type Database } from '#platform/db'
import type { Meta } from './model.ts'

type NewMedia = { personId: string; key: string; description: string | null; meta: Meta }

/** A row before its files: what a crash leaves behind is found again and thrown away. */
export async function insertMedia(db: Database, { personId, key, description, meta }: NewMedia): Promise<string> {
  const [row] = await rows<{ id: string }>(
    db,
    'insert into media (person_id, key, description, meta) values ($1, $2, $3, $4) returning id',
    [personId, key, description, JSON.stringify(meta)],
  )
  return row!.id
}

export type Made = { mime: string; blurhash: string; meta: Meta }

/** Its files are on the disk: it may be shown. What was said of it meanwhile (the focus) stays. False when it is gone. */
export async function markReady(db: Database, id: string, { mime, blurhash, meta }: Made): Promise<boolean> {
  const text = `update media set state = 'ready', mime = $2, blurhash = $3, meta = meta || $4::jsonb
    where id = $1 returning id`
  return (await rows(db, text, [id, mime, blurhash, JSON.stringify(meta)])).length > 0
}

export async function markFailed(db: Database, id: string): Promise<void> {
  await rows(db, `update media set state = 'failed' where id = $1`, [id])
}

export async function changeMedia(db: Database, id: string, description: string | null, meta: Meta): Promise<void> {
  await rows(db, 'update media set description = $2, meta = meta || $3::jsonb where id = $1', [
    id,
    description,
    JSON.stringify(meta),
  ])
}

export async function deleteMedia(db: Database, id: string): Promise<void> {
  await rows(db, 'delete from media where id = $1', [id])
}

export async function deleteUnattached(db: Database, before: Temporal.Instant): Promise<void> {
  await rows(db, 'delete from media where status_id is null and ask_id is null and unattached_at < $1', [before])
}

/** What pictures belong to. */
export type Owner = { statusId: string } | { askId: string }

/** Gives the pictures to the status or the ask, in this order. */
export async function attachAll(db: Database, ids: string[], owner: Owner): Promise<void> {
  const [column, id] = 'statusId' in owner ? ['status_id', owner.statusId] : ['ask_id', owner.askId]
  await rows(
    db,
    `update media m set ${column} = $2, position = given.at - 1
     from unnest($1::bigint[]) with ordinality given (id, at) where m.id = given.id`,
    [ids, id],
  )
}

/** Out of the status, but kept while its history shows them. */
export async function setAside(db: Database, ids: string[]): Promise<void> {
  await rows(db, 'update media set position = -1 where id = any($1::bigint[])', [ids])
}

export async function releaseAll(db: Database, statusId: string): Promise<void> {
  await rows(db, 'update media set status_id = null, unattached_at = now() where status_id = $1 and position >= 0', [
    statusId,
  ])
}
