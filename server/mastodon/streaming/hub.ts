/** Who listens just now, and to what. */
import type { Token } from '#platform/http'
import { allows } from '#platform/http'
import type { Subscription } from './streams.ts'

/** One open connection, however it came. */
export type Listener = {
  token: Pick<Token, 'id' | 'scopes' | 'asker'>
  personId: string | null
  locale: string
  /** Kinds of notices beyond Mastodon's that it can show. */
  supportedTypes: readonly string[]
  subscriptions: Map<string, Subscription>
  /** False when it reads too slowly and must go. */
  send(subscription: Subscription, event: string, payload: string | null): boolean
  close(why: 'revoked' | 'lost' | 'stopping' | 'slow'): void
}

export type Hub = {
  add(listener: Listener): void
  remove(listener: Listener): void
  all(): Iterable<Listener>
  of(personId: string): Iterable<Listener>
  /** Everybody who listens, once; null for apps that listen for themselves. */
  people(): (string | null)[]
}

export function createHub(): Hub {
  const byPerson = new Map<string | null, Set<Listener>>()
  return {
    add(listener) {
      const theirs = byPerson.get(listener.personId) ?? new Set()
      byPerson.set(listener.personId, theirs.add(listener))
    },
    remove(listener) {
      const theirs = byPerson.get(listener.personId)
      theirs?.delete(listener)
      if (theirs?.size === 0) byPerson.delete(listener.personId)
    },
    *all() {
      for (const theirs of byPerson.values()) yield* theirs
    },
    of: (personId) => byPerson.get(personId) ?? [],
    people: () => [...byPerson.keys()],
  }
}

export function hearsNotices({ token }: Listener): boolean {
  return allows(token.scopes, 'read:notifications')
}
