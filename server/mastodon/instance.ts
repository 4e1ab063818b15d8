import { viewNumbers, viewPlace, viewWeeks, type Week } from '#modules/accounts'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { createRouter, type App } from '#platform/http'
import { sentence } from '#platform/locale'
import { escapeHtml } from '#platform/text'
import { viewFirstInstance, viewInstance } from './entities/instance.ts'

/** When the words of `instance:privacy` were last changed. */
const PRIVACY_SINCE = '2026-11-24T00:00:00.000Z'

/** https://docs.joinmastodon.org/methods/instance/ */
export function instanceDoor(ctx: Context): App {
  const app = createRouter()
  app.get('/api/v2/instance', async (c) => c.json(await viewInstance(ctx)))
  app.get('/api/v1/instance', async (c) => c.json(await viewFirstInstance(ctx)))
  app.get('/api/v1/instance/rules', (c) => c.json([]))
  app.get('/api/v1/instance/domain_blocks', (c) => c.json([]))
  app.get('/api/v1/instance/translation_languages', (c) => c.json({}))
  app.get('/api/v1/instance/languages', (c) => c.json(languages()))
  app.get('/api/v1/instance/peers', async (c) => c.json((await viewNumbers(ctx)).domains))

  app.get('/api/v1/instance/extended_description', async (c) => {
    const { description } = await viewPlace(ctx)
    return c.json({ updated_at: isoMillis(ctx.now()), content: description && `<p>${escapeHtml(description)}</p>` })
  })

  app.get('/api/v1/instance/privacy_policy', (c) => {
    const paragraphs = ['kept', 'seen', 'given', 'gone'].map((part) => {
      return `<p>${escapeHtml(sentence(c.var.locale, `instance:privacy_${part}`))}</p>`
    })
    return c.json({ updated_at: PRIVACY_SINCE, content: paragraphs.join('') })
  })

  const weeks = hourly(ctx, () => viewWeeks(ctx))
  app.get('/api/v1/instance/activity', async (c) => c.json((await weeks()).map(renderWeek)))

  return app
}

/** All of them are strings in Mastodon. */
function renderWeek({ starts, statuses, logins, registrations }: Week) {
  return {
    week: String(Math.floor(starts.epochMilliseconds / 1000)),
    statuses: String(statuses),
    logins: String(logins),
    registrations: String(registrations),
  }
}

/** Every language that has a code of two letters (ISO 639-1), by its English name. */
function languages(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code)
      return name && Intl.getCanonicalLocales(code)[0] === code ? [{ code, name }] : []
    })
}

/** Counted at most once an hour, since anybody may ask. */
function hourly<T>(ctx: Context, work: () => Promise<T>): () => Promise<T> {
  let until: Temporal.Instant | undefined
  let result: Promise<T> | undefined
  return () => {
    const now = ctx.now()
    if (result && until && Temporal.Instant.compare(now, until) < 0) return result
    until = now.add({ hours: 1 })
    result = work()
    result.catch(() => (result = undefined))
    return result
  }
}
