import { isId } from '#platform/ids'

/** Mastodon's kinds, which every app knows, and our own, which only those get that ask for them. */
export const MASTODON_KINDS = [
  'mention',
  'status',
  'reblog',
  'follow',
  'follow_request',
  'favourite',
  'update',
] as const
export const OWN_KINDS = [
  'introduction',
  'introduction_met',
  'introduction_ended',
  'introduction_outcome',
  'introduction_liked',
  'introduction_request',
  'introduction_request_ended',
  'guest_introduction',
  'guest_introduction_met',
  'guest_introduction_ended',
  'guest_introduction_undelivered',
  'guest_introduction_outcome',
  'guest_introduction_liked',
  'ask_nudge',
  'ask_answer',
  'ask_helped',
  'newcomer',
  'offer_match',
  'offer_taker',
  'offer_chosen',
  'offer_unchosen',
  'offer_let_go',
  'ring',
  'ring_met',
  'thanks',
  'thanks_chain',
  'taken_down',
  'report',
] as const
export type Kind = (typeof MASTODON_KINDS)[number] | (typeof OWN_KINDS)[number]

/** Several of these about the same thing within an hour are shown as one. */
export const GROUPED_KINDS: readonly string[] = ['favourite', 'reblog', 'follow']

/** Told as from oneself: what became of something one began. */
export const OWN_NEWS: readonly string[] = [
  'introduction_met',
  'introduction_ended',
  'introduction_outcome',
  'introduction_liked',
  'introduction_request_ended',
  'guest_introduction_met',
  'guest_introduction_ended',
  'guest_introduction_undelivered',
  'guest_introduction_outcome',
  'guest_introduction_liked',
  // Where whoever asks is not to be told of.
  'ask_nudge',
  'ask_answer',
  'ask_helped',
  // Where whoever thanks is not to be told of.
  'thanks',
  'thanks_chain',
  // Nobody of a ring is told who of it said what.
  'ring',
  'ring_met',
  // What the place took down of somebody’s; never who reported it.
  'taken_down',
  'report',
]

/** Something to tell somebody: who did what, and to which of their things. */
export type News = {
  personId: string
  kind: Kind
  fromId: string
  statusId?: string | null
  /** The thing of this kind: an introduction, a request to be introduced. */
  aboutId?: string | null
  /** Of a match: the other's thing, which answers `aboutId`. */
  otherId?: string | null
}

export type Notice = {
  id: string
  kind: Kind
  from_id: string
  status_id: string | null
  about_id: string | null
  /** Of something that was let go: whether it stands again. */
  stands: boolean | null
  group_key: string
  created_at: Temporal.Instant
}

/** What a reader asks for. */
export type Filter = {
  types?: string[]
  excludeTypes?: string[]
  /** Kinds beyond Mastodon's that the app says it can show. */
  supportedTypes?: string[]
  accountId?: string
  /** Kinds to show as one where there are several; the usual ones when absent. */
  groupedTypes?: string[]
}

export function wantedKinds({ types, excludeTypes = [], supportedTypes = [] }: Filter): string[] {
  const own = OWN_KINDS.filter((kind) => supportedTypes.includes(kind))
  const wanted: readonly string[] = types ?? [...MASTODON_KINDS, ...own]
  return wanted.filter((kind) => !excludeTypes.includes(kind))
}

/** The key of a notice that stands alone. */
export function keyAlone(id: string): string {
  return `ungrouped-${id}`
}

export function idAlone(key: string): string | null {
  const id = key.replace(/^ungrouped-/, '')
  return key !== id && isId(id) ? id : null
}
