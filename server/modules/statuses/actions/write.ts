import { cleanLine, cleanText, countCharacters, mentionsIn, renderText, tagKey, tagsIn } from '#platform/text'
import { handleOf } from '#modules/people'
import type { Context } from '#platform/context'
import type { Database } from '#platform/db'
import { refuse } from '#platform/refusal'
import { LIMITS, mentionUrl, tagUrl, type StoredMention } from '../model.ts'
import { findMentioned } from '../views/lookups.ts'

export type Words = { text: string; spoilerText: string; content: string; mentions: StoredMention[]; tags: string[] }

/** What somebody wrote, cleaned and measured, with those it names found and its HTML made. */
export async function compose(ctx: Context, tx: Database, rawText: string, rawSpoiler: string): Promise<Words> {
  const text = cleanText(rawText)
  const spoilerText = cleanLine(rawSpoiler)
  measure(text, spoilerText)
  const tags = [...new Set(tagsIn(text).map(tagKey))]
  const mentions = await findMentioned(tx, mentionsIn(text), ctx.config.domain)
  const urls = new Map(
    mentions.map((mention) => [handleOf(mention).toLowerCase(), mentionUrl(ctx.config.origin, mention)]),
  )
  const ownHost = `@${ctx.config.domain}`
  const content = renderText(text, {
    mention: (handle) => urls.get(handle.endsWith(ownHost) ? handle.slice(0, -ownHost.length) : handle) ?? null,
    tag: (name) => tagUrl(ctx.config.origin, tagKey(name)),
  })
  return { text, spoilerText, content, mentions, tags }
}

function measure(text: string, spoilerText: string) {
  const most = LIMITS.characters
  if (countCharacters(text) + countCharacters(spoilerText) > most)
    throw refuse('invalid', 'statuses.too_long', { most })
}
