import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { refuse } from '#platform/refusal'
import { cleanText } from '#platform/text'
import { MOST_NOTE } from '../model.ts'
import { deleteNote, insertPassedOver, lockPair, upsertNote } from '../store.ts'

/** A private remark on somebody, kept encrypted; empty takes it away. */
export async function remark(ctx: Context, personId: string, otherId: string, text: string): Promise<void> {
  const words = cleanText(text)
  if (Array.from(words).length > MOST_NOTE) throw refuse('invalid', 'ties.note_too_long', { most: MOST_NOTE })
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    if (words === '') await deleteNote(tx, personId, otherId)
    else await upsertNote(tx, personId, otherId, ctx.secrets.encrypt(words))
  })
}

/** Somebody suggested is not to be suggested again. */
export async function passOver(ctx: Context, personId: string, otherId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    await insertPassedOver(tx, personId, otherId)
  })
}
