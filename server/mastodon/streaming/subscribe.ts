import { OWN_KINDS } from '#modules/notices'
import { maySeeAsk } from '#modules/asks'
import { maySeeOffer } from '#modules/offers'
import { isOwnCircle } from '#modules/circles'
import { threadOf } from '#modules/statuses'
import type { Context } from '#platform/context'
import type { Token } from '#platform/http'
import { refuse } from '#platform/refusal'
import type { Listener } from './hub.ts'
import { openStream, type Asked } from './streams.ts'

export const MOST_SUBSCRIPTIONS = 100

export async function subscribe(ctx: Context, listener: Listener, asked: Asked): Promise<void> {
  if (listener.subscriptions.size >= MOST_SUBSCRIPTIONS)
    throw refuse('malformed', 'streaming.too_many', { most: MOST_SUBSCRIPTIONS })
  const { personId } = listener
  const subscription = await openStream(asked, listener.token, {
    thread: (statusId) => threadOf(ctx, personId, statusId),
    ask: async (id) => personId !== null && (await maySeeAsk(ctx.db, personId, id)),
    offer: async (id) => personId !== null && (await maySeeOffer(ctx.db, personId, id)),
    ownList: async (id) => personId !== null && (await isOwnCircle(ctx.db, personId, id)),
  })
  listener.subscriptions.set(subscription.key, subscription)
}

export function unsubscribe(listener: Listener, { stream, tag, list, status, ask, offer }: Asked): void {
  const of = { 'kith:thread': status, 'kith:ask': ask, 'kith:offer': offer, list }[stream] ?? tag?.trim()
  listener.subscriptions.delete(of ? `${stream} ${of}` : stream)
}

export function readQuery(query: URLSearchParams): Asked {
  const word = (name: string) => query.get(name) ?? undefined
  return {
    stream: word('stream') ?? '',
    tag: word('tag'),
    list: word('list'),
    status: word('status'),
    ask: word('ask'),
    offer: word('offer'),
  }
}

/** Our own kinds of notices go to our own web client, and to apps that say they know them. */
export function supported(token: Token, query: URLSearchParams): readonly string[] {
  return token.fromCookie ? OWN_KINDS : query.getAll('supported_types[]')
}
