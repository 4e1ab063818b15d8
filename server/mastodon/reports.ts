import { CATEGORIES, reportPerson } from '#modules/moderation'
import { viewAccount } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { asker, createRouter, list, oneOf, readBody, text, type App } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { needed } from './parameters.ts'

/** https://docs.joinmastodon.org/methods/reports/ */
export function reportsDoor(ctx: Context): App {
  const app = createRouter()
  app.post('/api/v1/reports', async (c) => {
    const { personId: reporterId } = asker(c, 'write:reports')
    const body = await readBody(c)
    const personId = needed(body, 'account_id')
    if (!isId(personId)) throw missing()
    const target = await viewAccount(ctx, reporterId, personId)
    const statusIds = (list(body, 'status_ids') ?? []).filter(isId)
    const category = oneOf(body, 'category', CATEGORIES) ?? 'other'
    const comment = text(body, 'comment') ?? ''
    const id = await reportPerson(ctx, reporterId, { personId, statusIds, category, comment })
    return c.json({
      id,
      action_taken: false,
      action_taken_at: null,
      category,
      comment,
      forwarded: false,
      created_at: isoMillis(ctx.now()),
      status_ids: statusIds,
      rule_ids: [],
      collection_ids: [],
      target_account: target,
    })
  })
  return app
}
