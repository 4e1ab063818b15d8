/** Keeps an introduction as it now is: while one looks, and where the page was read just before one's own answer got through. */
import { createApi, type Api } from '#lib/api/client.ts'
import { readIntroduction } from '#lib/api/introductions.ts'
import { listen } from '#lib/api/streaming.ts'

type Watched = { id: string; state: 'open' | 'met' | 'ended' }

export function watchIntroduction<T extends Watched>(
  introduction: T,
  read: (api: Api, id: string) => Promise<unknown> = readIntroduction,
): () => void {
  async function look() {
    if (introduction.state !== 'open') return
    const before = JSON.stringify(introduction)
    const now = await read(createApi(), introduction.id).catch(() => null)
    // What one does oneself meanwhile is newer than what was read.
    if (now && JSON.stringify(introduction) === before) Object.assign(introduction, now)
  }
  return listen('user', ({ event }) => event === 'notification' && void look(), { catchUp: () => void look() })
}
