/** Saying something, and answering. What is sent carries a key, so that sent twice it is said once. */
import { createApi } from '#lib/api/client.ts'
import type { Account, Status, Visibility } from '#lib/api/entities.ts'

export type Said = {
  text: string
  warning?: string
  visibility: Visibility
  /** One's own circle, instead of all who follow. */
  circleId?: string
  language?: string
  mediaIds?: string[]
  replyTo?: string
}

export const say = (said: Said, key: string = crypto.randomUUID()) =>
  createApi().post<Status>(
    '/api/v1/statuses',
    {
      status: said.text,
      spoiler_text: said.warning ?? '',
      sensitive: Boolean(said.warning),
      visibility: said.visibility,
      circle_id: said.circleId,
      language: said.language,
      media_ids: said.mediaIds ?? [],
      in_reply_to_id: said.replyTo,
    },
    { 'idempotency-key': key },
  )

/** An answer is for whom the answered was, and names its author, so that they hear of it. */
export const answer = (to: Status, text: string, me: Account, everybody: Account[] = []) =>
  say({ text: addressed(text, to, me, everybody), visibility: to.visibility, replyTo: to.id })

export function addressed(text: string, to: Status, me: Account, everybody: Account[] = []): string {
  const named = [to.account, ...everybody].filter(({ id }) => id !== me.id).map(({ acct }) => `@${acct}`)
  const missing = [...new Set(named)].filter((name) => !text.includes(name))
  return [...missing, text].join(' ')
}
