/** Turns what was announced into messages for those who listen and may know of it. */
import { findNotices, OWN_KINDS } from '#modules/notices'
import { whoMayHearOf } from '#modules/offers'
import { couldSee, viewConversation, watch, type Reader, type Watched } from '#modules/statuses'
import type { Context } from '#platform/context'
import type { Announcement } from '#platform/events'
import { Refusal } from '#platform/refusal'
import { renderNotifications } from '../entities/notifications.ts'
import { hearsNotices, type Hub, type Listener } from './hub.ts'
import type { Subscription } from './streams.ts'

export async function deliver(ctx: Context, hub: Hub, event: Announcement): Promise<void> {
  const readers = hub.people()
  if (readers.length === 0) return
  const id = String(event.id)
  if (event.kind === 'status.created') return tellStatus(ctx, hub, id, { event: 'update', readers })
  // Followers of somebody very well known get it a little later, by a job; the author has had it.
  if (event.kind === 'status.delivered') return tellStatus(ctx, hub, id, { event: 'update', readers, homeOnly: true })
  if (event.kind === 'status.edited') return tellStatus(ctx, hub, id, { event: 'status.update', readers })
  if (event.kind === 'status.deleted') return tellDeletion(ctx, hub, id, event, readers)
  if (event.kind === 'notice') return tellNotice(ctx, hub, id, String(event.person_id))
  if (event.kind === 'conversation') return tellConversation(ctx, hub, id, String(event.person_id))
  if (event.kind === 'ask.changed') return tellChanged(hub.all(), 'kith:ask', event.kind, id)
  if (event.kind === 'offer.changed')
    return tellOffer(ctx, event.person_id ? hub.of(String(event.person_id)) : hub.all(), event.kind, id)
  if (event.kind === 'token.revoked') return endToken(hub, id)
}

type Telling = { event: string; readers: (string | null)[]; homeOnly?: boolean }

async function tellStatus(ctx: Context, hub: Hub, id: string, { event, readers, homeOnly = false }: Telling) {
  const watched = await watch(ctx, id, readers)
  if (!watched) return
  const byId = new Map(watched.readers.map((reader) => [reader.id, reader]))
  const whole = JSON.stringify(watched.status)
  const bare = JSON.stringify(watched.bare)
  const payloadFor = (reader: Reader) => {
    if (reader.circle) return JSON.stringify({ ...watched.status, circle: reader.circle })
    return reader.whole ? whole : bare
  }
  for (const listener of hub.all()) {
    const reader = byId.get(listener.personId)
    if (!reader) continue
    for (const subscription of listener.subscriptions.values()) {
      const meets = homeOnly
        ? subscription.name === 'user' && reader.home && reader.id !== watched.status.account.id
        : carries(subscription, watched, reader)
      if (meets) tell(listener, subscription, event, payloadFor(reader))
    }
  }
}

/** Does this stream carry this status to this reader, who may see it? */
function carries({ name, of }: Subscription, status: Watched, reader: Reader): boolean {
  if (name === 'user') return reader.home
  if (name === 'list') return of !== null && reader.circles.includes(of)
  if (name === 'kith:comments') return reader.beneath
  if (name === 'kith:thread') return status.thread_id === of && !status.boost
  if (status.visibility !== 'public' || status.boost) return false
  if (name.startsWith('hashtag')) return of !== null && status.tags.includes(of) && (name === 'hashtag' || status.local)
  if (!name.startsWith('public') || (name.endsWith(':media') && !status.media)) return false
  if (answersAnother(status)) return false
  if (name.startsWith('public:local')) return status.local
  return name.startsWith('public:remote') ? !status.local : true
}

/** As in the lists of what is public: those stand in their threads. */
function answersAnother({ status }: Watched): boolean {
  return status.in_reply_to_account_id !== null && status.in_reply_to_account_id !== status.account.id
}

async function tellDeletion(ctx: Context, hub: Hub, id: string, event: Announcement, readers: (string | null)[]) {
  const personId = String(event.person_id)
  const visibility = String(event.visibility)
  const mentioned = Array.isArray(event.mentioned) ? event.mentioned : []
  const circleId = event.circle_id ? String(event.circle_id) : null
  const seen = await couldSee(ctx, { personId, visibility, circleId, mentioned }, readers)
  const forgets = ({ name, of }: Subscription) => {
    if (name === 'user' || name === 'list' || name === 'kith:comments') return true
    if (name === 'kith:thread') return of === event.thread_id
    return visibility === 'public' && /^(public|hashtag)/.test(name)
  }
  for (const listener of hub.all()) {
    if (!seen.has(listener.personId)) continue
    for (const subscription of listener.subscriptions.values()) {
      if (forgets(subscription)) tell(listener, subscription, 'delete', id)
    }
  }
}

async function tellNotice(ctx: Context, hub: Hub, id: string, personId: string) {
  const listeners = [...hub.of(personId)].filter(hearsNotices)
  if (listeners.length === 0) return
  const [notification] = await renderNotifications(ctx, personId, await findNotices(ctx.db, personId, [id]))
  if (!notification) return
  const isOwn = OWN_KINDS.some((kind) => kind === notification.type)
  const payload = JSON.stringify(notification)
  for (const listener of listeners) {
    if (isOwn && !listener.supportedTypes.includes(notification.type)) continue
    tellStreams(listener, ['user', 'user:notification'], 'notification', payload)
  }
}

async function tellConversation(ctx: Context, hub: Hub, id: string, personId: string) {
  const listeners = [...hub.of(personId)]
  if (listeners.length === 0) return
  const conversation = await viewConversation(ctx, personId, id).catch(nullWhereRefused)
  if (!conversation) return
  const payload = JSON.stringify(conversation)
  for (const listener of listeners) tellStreams(listener, ['direct'], 'conversation', payload)
}

/** Whoever it is not meant for any more hears no more of it. */
async function tellOffer(ctx: Context, listeners: Iterable<Listener>, event: string, id: string) {
  const watching = [...listeners].filter((listener) => watches(listener, 'kith:offer', id))
  if (watching.length === 0) return
  const may = await whoMayHearOf(ctx.db, id, [...new Set(watching.flatMap(({ personId }) => personId ?? []))])
  tellChanged(
    watching.filter(({ personId }) => personId && may.has(personId)),
    'kith:offer',
    event,
    id,
  )
}

function watches({ subscriptions }: Listener, stream: string, id: string): boolean {
  return [...subscriptions.values()].some((subscription) => subscription.name === stream && subscription.of === id)
}

/** Whoever has it open reads it again; what may be seen of it is decided then. */
function tellChanged(listeners: Iterable<Listener>, stream: string, event: string, id: string) {
  for (const listener of listeners)
    for (const subscription of listener.subscriptions.values()) {
      if (subscription.name === stream && subscription.of === id) tell(listener, subscription, event, id)
    }
}

function endToken(hub: Hub, tokenId: string) {
  for (const listener of hub.all()) if (listener.token.id === tokenId) listener.close('revoked')
}

function tellStreams(listener: Listener, names: string[], event: string, payload: string) {
  for (const subscription of listener.subscriptions.values()) {
    if (names.includes(subscription.name)) tell(listener, subscription, event, payload)
  }
}

function tell(listener: Listener, subscription: Subscription, event: string, payload: string) {
  if (!listener.send(subscription, event, payload)) listener.close('slow')
}

function nullWhereRefused(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
