/** Says when something came of a request of mine, or may have while nobody listened. */
import type { Notice } from '#lib/api/entities.ts'
import { listen } from '#lib/api/streaming.ts'

const news = ['introduction_met', 'introduction_request_ended']

export const watchRequests = (look: () => Promise<void>) =>
  listen('user', ({ event, payload }) => isNews(event, payload) && void look(), { catchUp: () => void look() })

function isNews(event: string, payload: unknown): boolean {
  return event === 'notification' && news.includes((payload as Notice).type)
}
