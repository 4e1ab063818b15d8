/** Keeps an introduction as it now is: while one looks, and where the page was read just before one's own answer got through. */
import { createApi } from '#lib/api/client.ts'
import { listen } from '#lib/api/streaming.ts'
import { readEither } from './both.ts'
import type { Either } from './roles.ts'

export function watchIntroduction(introduction: Either): () => void {
  async function look() {
    if (introduction.state !== 'open') return
    const before = JSON.stringify(introduction)
    const now = await readEither(createApi(), introduction).catch(() => null)
    // What one does oneself meanwhile is newer than what was read.
    if (now && JSON.stringify(introduction) === before) Object.assign(introduction, now)
  }
  return listen('user', ({ event }) => event === 'notification' && void look(), { catchUp: () => void look() })
}
