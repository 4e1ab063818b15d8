import { isDeepStrictEqual } from 'node:util'
import { attach, detach } from '#modules/media'
import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { LIMITS, type StoredAttachment } from '../model.ts'
import { lockOwnStatus, rewriteStatus, type LockedStatus, type Rewritten } from '../store.ts'
import { attachedIds, boosters } from '../views/lookups.ts'
import { storedMentions } from '../views/status.ts'
import { compose } from './write.ts'

export type Edit = {
  text: string
  spoilerText?: string
  sensitive?: boolean
  language?: string | null
  mediaIds?: string[]
  mediaChanges?: { id: string; description?: string; focus?: string }[]
}

/**
 * Replaces one's own status; the version so far is kept in its history. Whoever was addressed by what it answers stays
 * addressed, and those who boosted it are told. An edit that changes nothing is none.
 */
export async function editStatus(ctx: Context, personId: string, id: string, edit: Edit): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const status = await lockOwnStatus(tx, personId, id)
    if (!status || status.reblogOfId) throw missing()
    const words = await compose(ctx, tx, edit.text, edit.spoilerText ?? '')
    const mediaIds = edit.mediaIds ?? []
    if (words.text === '' && mediaIds.length === 0) throw refuse('invalid', 'statuses.empty')
    if (mediaIds.length > LIMITS.pictures)
      throw refuse('invalid', 'statuses.too_many_pictures', { most: LIMITS.pictures })
    const before = await storedMentions(tx, id)
    const kept = before.filter((mention) => mention.id === status.inReplyToPersonId || status.visibility === 'direct')
    const mentions = [...new Map([...kept, ...words.mentions].map((mention) => [mention.id, mention])).values()].filter(
      (mention) => mention.id !== personId,
    )
    await detach(
      tx,
      (await attachedIds(tx, id)).filter((mediaId) => !mediaIds.includes(mediaId)),
    )
    const attachments =
      mediaIds.length > 0 ? await attach(tx, { personId, mediaIds, statusId: id, changes: edit.mediaChanges }) : []
    const sensitive = edit.sensitive || words.spoilerText !== ''
    const next = {
      ...words,
      mentions,
      sensitive,
      language: edit.language === undefined ? status.language : edit.language,
    }
    if (isAsBefore(status, next, attachments)) return
    await rewriteStatus(tx, id, next, attachments, ctx.now())
    for (const { id: mentionedId } of mentions.filter((one) => !before.some((old) => old.id === one.id))) {
      await tell(tx, { personId: mentionedId, kind: 'mention', fromId: personId, statusId: id })
    }
    for (const boosterId of await boosters(tx, id))
      await tell(tx, { personId: boosterId, kind: 'update', fromId: personId, statusId: id })
    await announce(tx, { kind: 'status.edited', id })
    await ctx.happen(tx, { kind: 'statuses.edited', statusId: id, text: next.text, language: next.language })
  })
}

function isAsBefore(status: LockedStatus, next: Rewritten, attachments: StoredAttachment[]): boolean {
  const words = ['text', 'spoilerText', 'sensitive', 'language'] as const
  // As the database gives it back: without -0, which the focus of a picture may have.
  const kept = JSON.parse(JSON.stringify(attachments))
  return words.every((word) => status[word] === next[word]) && isDeepStrictEqual(status.attachments, kept)
}
