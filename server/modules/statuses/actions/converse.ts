import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { missing } from '#platform/refusal'
import { markLeft, muteThreadId, removeConversationRow, setUnread } from '../store.ts'

export async function markConversation(ctx: Context, personId: string, id: string, unread: boolean): Promise<void> {
  if (!(await setUnread(ctx.db, personId, id, unread))) throw missing()
}

/** Takes a conversation off one's list; the next status in it brings it back. */
export async function removeConversation(ctx: Context, personId: string, id: string): Promise<void> {
  if (!(await removeConversationRow(ctx.db, personId, id))) throw missing()
}

/** Leaves a conversation for good: what is said in it later neither comes to one's list nor tells one. Again is harmless. */
export async function leaveConversation(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const threadId = await markLeft(tx, personId, id, ctx.now())
    if (!threadId) throw missing()
    await muteThreadId(tx, personId, threadId)
  })
}
