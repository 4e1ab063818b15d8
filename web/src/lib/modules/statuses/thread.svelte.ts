/**
 * A thread while one reads it: what stood there on opening in its order, what came since below it, so that nothing one
 * reads is moved.
 */
import { createApi } from '#lib/api/client.ts'
import type { Account, Context, Status } from '#lib/api/entities.ts'
import { listen, type StreamEvent } from '#lib/api/streaming.ts'
import { isNewer } from '#lib/modules/timelines/feed.svelte.ts'

export type Line = { status: Status; under: boolean }

export function openThread(rootGiven: Status, comments: Status[]) {
  let root = $state(rootGiven)
  const before = $state(comments)
  const since = $state<Status[]>([])
  const fresh = $state<Record<string, true>>({})
  const pending = $state<{ key: number; status: Status }[]>([])
  let gone = $state(false)

  const known = (id: string) => id === root.id || [...before, ...since].some((status) => status.id === id)
  const lines = $derived(inOrder(root.id, before))

  function arrive(comment: Status, glow = true) {
    if (known(comment.id) || !comment.in_reply_to_id || !known(comment.in_reply_to_id)) return
    since.push(comment)
    since.sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
    if (!glow) return
    fresh[comment.id] = true
    setTimeout(() => delete fresh[comment.id], 8_000)
  }

  function replace(status: Status) {
    if (status.id === root.id) root = status
    for (const list of [before, since]) {
      const at = list.findIndex(({ id }) => id === status.id)
      if (at >= 0) list[at] = status
    }
  }

  function remove(id: string) {
    if (id === root.id) gone = true
    for (const list of [before, since]) {
      const at = list.findIndex((status) => status.id === id)
      if (at >= 0) list.splice(at, 1)
    }
  }

  function on({ event, payload }: StreamEvent) {
    if (event === 'delete') remove(String(payload))
    else if (event === 'status.update') replace(payload as Status)
    else if (event === 'update') arrive(payload as Status)
  }

  async function catchUp() {
    const context = await createApi()
      .get<Context>(`/api/v1/statuses/${root.id}/context`)
      .catch(() => null)
    for (const comment of context?.descendants ?? []) {
      if (known(comment.id)) replace(comment)
      else arrive(comment)
    }
  }

  let next = 0
  return {
    get root() {
      return root
    },
    get gone() {
      return gone
    },
    get lines() {
      return lines
    },
    since,
    fresh,
    pending,
    arrive,
    replace,
    remove,
    find: (id: string | null) => (id === root.id ? root : [...before, ...since].find((status) => status.id === id)),
    /** Stands there at once; what the server makes of it takes its place, or it goes away again. */
    expect(text: string, to: Status, me: Account) {
      const key = next++
      pending.push({ key, status: notYetSaid(`pending-${key}`, text, to, me) })
      return (said: Status | null) => {
        const at = pending.findIndex((entry) => entry.key === key)
        if (at >= 0) pending.splice(at, 1)
        if (said) arrive(said, false)
      }
    },
    watch: () => listen('kith:thread', on, { params: { status: root.id }, catchUp: () => void catchUp() }),
  }
}

/** Comments on the beginning one after the other, each followed by what was answered to it, one step in. */
function inOrder(rootId: string, comments: Status[]): Line[] {
  const ids = new Set(comments.map(({ id }) => id))
  const children = Map.groupBy(comments, ({ in_reply_to_id: to }) => (to && ids.has(to) ? to : rootId))
  const beneath = (id: string): Status[] =>
    (children.get(id) ?? []).flatMap((status) => [status, ...beneath(status.id)])
  return (children.get(rootId) ?? []).flatMap((top) => [
    { status: top, under: false },
    ...beneath(top.id)
      .sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
      .map((status) => ({ status, under: true })),
  ])
}

function notYetSaid(id: string, text: string, to: Status, me: Account): Status {
  const escaped = text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
  return {
    ...to,
    id,
    account: me,
    content: `<p>${escaped.replaceAll('\n', '<br>')}</p>`,
    spoiler_text: '',
    media_attachments: [],
    in_reply_to_id: to.id,
    created_at: new Date().toISOString(),
    edited_at: null,
    favourited: false,
  }
}
