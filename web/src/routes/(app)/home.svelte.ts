/** The home of whoever is signed in, kept while they look elsewhere, so that coming back finds their place again. */
import type { Account, Introduction, Marker } from '#lib/api/entities.ts'
import { markRead, withoutComments, type TimelinePage } from '#lib/api/timelines.ts'
import { createFeed, isNewer, type Feed } from '#lib/modules/timelines/feed.svelte.ts'

type Loaded = { timeline: TimelinePage; waiting: Introduction[]; marker: Marker | null; known: Account[] }
export type Home = {
  accountId: string
  feed: Feed
  offer: Introduction | null
  marker: Marker | null
  known: Account[]
  scroll: number
}

let kept: Home | null = null

export const keptHome = (accountId: string) => (kept?.accountId === accountId ? kept : null)

export function openHome(accountId: string, loaded: Loaded | null, inBrowser: boolean): Home {
  const before = inBrowser ? keptHome(accountId) : null
  if (!loaded && before) return before
  const { timeline, waiting, marker, known } = loaded ?? {
    timeline: { items: [], older: null, comments: {}, reactions: {} },
    waiting: [],
    marker: null,
    known: [],
  }
  const home: Home = {
    accountId,
    feed: createFeed(
      { path: '/api/v1/timelines/home', stream: 'user', choose: withoutComments, mine: accountId },
      timeline,
    ),
    offer: waiting[0] ?? null,
    marker,
    known,
    scroll: 0,
  }
  if (inBrowser) kept = home
  return home
}

/** What was on the screen counts as read from the next visit on. */
export function rememberRead({ feed, marker }: Home) {
  const newest = feed.items[0]?.id
  if (newest && isNewer(newest, marker?.last_read_id)) void markRead(newest)
}
