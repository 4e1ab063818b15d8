/**
 * A list of statuses while one looks at it: older ones on asking, new ones waiting quietly above until one wants them,
 * comments arriving beneath theirs. Kept in memory, so that coming back finds everything where it was.
 */
import { createApi, type Query } from '#lib/api/client.ts'
import type { Comments, Reactions, Status } from '#lib/api/entities.ts'
import { listen, type StreamEvent } from '#lib/api/streaming.ts'
import { happened, type Happening } from '#lib/modules/statuses/happened.ts'
import { readBeneath, readTimeline, type TimelinePage } from '#lib/api/timelines.ts'

export type Feed = ReturnType<typeof createFeed>
export type Source = {
  path: string
  query?: Query
  stream?: string
  streamParams?: Record<string, string>
  /** Which of what the server lists is shown. */
  choose?: (items: Status[]) => Status[]
  /** Whose own words belong here at once. */
  mine?: string
  /** Here stand comments, too, where what they answer does not; and of one's own what was said to this circle. */
  circle?: string
}

const beneath = 2

export function createFeed(source: Source, first: TimelinePage) {
  const items = $state(first.items)
  const comments = $state<Comments>(first.comments)
  const reactions = $state<Reactions>(first.reactions)
  const waiting = $state<Status[]>([])
  const hidden = $state<Record<string, true>>({})
  const fresh = $state<Record<string, true>>({})
  let older = $state(first.older)
  let seen = false
  let state = $state<'idle' | 'loading' | 'failed'>('idle')

  const all = () => [...items, ...waiting]
  const add = (page: TimelinePage) => {
    Object.assign(comments, page.comments)
    Object.assign(reactions, page.reactions)
  }
  const has = (id: string) => all().some((status) => status.id === id)

  async function loadOlder() {
    if (!older || state === 'loading') return
    state = 'loading'
    try {
      const page = await readTimeline(createApi(), source.path, { ...source.query, max_id: older }, source.choose)
      items.push(...page.items.filter(({ id }) => !has(id)))
      add(page)
      older = page.older
      state = 'idle'
    } catch {
      state = 'failed'
    }
  }

  /**
   * What was said meanwhile waits above. After a gap all that is shown is brought up to date; a page that was read a moment ago
   * needs only what is new.
   */
  async function catchUp() {
    const query = seen ? source.query : { ...source.query, since_id: items[0]?.id }
    seen = true
    const [page, beneath] = await Promise.all([
      readTimeline(createApi(), source.path, query, source.choose).catch(() => null),
      query === source.query ? null : readBeneath(createApi(), items),
    ])
    for (const found of [page, beneath]) {
      for (const [id, latest] of Object.entries(found?.comments ?? {}))
        for (const comment of latest) arrive(id, comment)
      Object.assign(reactions, found?.reactions)
    }
    for (const status of page?.items ?? []) {
      if (source.circle && rootOf(status)) continue
      if (!has(status.id) && isNewer(status.id, items[0]?.id)) waiting.push(status)
      else replace(status)
    }
    waiting.sort((a, b) => (isNewer(a.id, b.id) ? -1 : 1))
  }

  function replace(status: Status) {
    for (const list of [items, waiting]) {
      list.forEach((shown, i) => {
        if (shown.id === status.id) list[i] = status
        else if (shown.reblog?.id === status.id) shown.reblog = status
      })
    }
    for (const list of Object.values(comments)) {
      const at = list.findIndex(({ id }) => id === status.id)
      if (at >= 0) list[at] = status
    }
  }

  function remove(id: string) {
    for (const list of [items, waiting, ...Object.values(comments)]) {
      for (let i = list.length - 1; i >= 0; i--) {
        if (list[i]?.id === id || list[i]?.reblog?.id === id) list.splice(i, 1)
      }
    }
  }

  function arrive(rootId: string, comment: Status, isNew = true) {
    comments[rootId] ??= []
    const list = comments[rootId]
    if (list.some(({ id }) => id === comment.id)) return
    list.push(comment)
    list.sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
    if (list.length > beneath) list.splice(0, list.length - beneath)
    const root = all()
      .map((status) => status.reblog ?? status)
      .find(({ id }) => id === rootId)
    if (root) root.replies_count += 1
    if (!isNew) return
    fresh[comment.id] = true
    setTimeout(() => delete fresh[comment.id], 8_000)
  }

  function rootOf(comment: Status): string | undefined {
    const parent = comment.in_reply_to_id
    if (!parent) return
    if (all().some((status) => (status.reblog ?? status).id === parent)) return parent
    return Object.keys(comments).find((id) => comments[id]?.some((other) => other.id === parent))
  }

  async function onComment({ event, payload }: StreamEvent) {
    if (event === 'delete') return remove(String(payload))
    const comment = payload as Status
    if (event === 'status.update') return replace(comment)
    const root = rootOf(comment)
    if (root) return arrive(root, comment)
    // An answer to a comment that is not shown: only the server knows where it belongs.
    const latest = await readBeneath(createApi(), items.slice(0, 40))
    for (const [id, list] of Object.entries(latest.comments)) for (const one of list) arrive(id, one)
  }

  function onStatus({ event, payload }: StreamEvent) {
    if (event === 'delete') return remove(String(payload))
    if (event === 'status.update') return replace(payload as Status)
    if (event !== 'update') return
    const status = payload as Status
    if (has(status.id)) return
    if (status.in_reply_to_id) {
      if (!source.circle) return
      const root = rootOf(status)
      if (root) return arrive(root, status)
    }
    if (status.account.id !== source.mine) waiting.unshift(status)
    else if (!status.reblog) items.unshift(status)
  }

  /** What one does oneself on this page shows at once. */
  function onOwn(event: Happening) {
    if (event.kind === 'deleted') remove(event.id)
    else if (event.kind === 'hidden') hidden[event.status.id] = true
    else if (event.kind === 'shown') delete hidden[event.status.id]
    else if (event.kind === 'changed') replace(event.status)
    else if (event.status.in_reply_to_id) {
      const root = rootOf(event.status)
      if (root) arrive(root, event.status, false)
    } else if (isMine(event.status) && !has(event.status.id)) items.unshift(event.status)
  }

  const isMine = ({ account, circle }: Status) =>
    account.id === source.mine && (!source.circle || circle?.id === source.circle)

  return {
    items,
    hidden,
    comments,
    reactions,
    waiting,
    fresh,
    get older() {
      return older
    },
    get state() {
      return state
    },
    loadOlder,
    arrive,
    showWaiting() {
      items.unshift(...waiting.splice(0))
    },
    watch() {
      const ends = [listen('kith:comments', (event) => void onComment(event)), happened.listen(onOwn)]
      const { stream, streamParams: params } = source
      if (stream) ends.push(listen(stream, onStatus, { params, catchUp: () => void catchUp() }))
      return () => ends.forEach((end) => end())
    },
  }
}

/** Ids are decimal numbers of growing length: compared by length, then as text. */
export const isNewer = (a: string, b: string | undefined) =>
  b === undefined || a.length > b.length || (a.length === b.length && a > b)
