import { bookmark, boost, favourite, say } from '#modules/statuses'
import type { Context } from '#platform/context'
import type { Calendar } from './calendar.ts'
import { chance, type Chance } from './draw/chance.ts'
import { whoFollowsWhom } from './follows.ts'
import { developPictures } from './pictures.ts'
import type { Event, Ids } from './settle.ts'
import { VISITORS, type Comment, type Said, type Town } from './town.ts'

/** What one status needs to know of the town around it. */
type Around = { ids: Ids; time: Calendar; luck: Chance; readers: Map<string, string[]> }

/** Everything that is said in the town, with what others answer, are glad of, keep and pass on. */
export function planWords(ctx: Context, town: Town, ids: Ids, time: Calendar, signal: AbortSignal): Event[] {
  const luck = chance('words')
  const around: Around = { ids, time, luck, readers: readersOf(town) }
  const moments = momentsOf(town, time, luck)
  const inOrder = town.said.toSorted((a, b) => Temporal.Instant.compare(moments.get(a)!, moments.get(b)!))
  const developed = develop(ctx, inOrder, ids, signal)
  return inOrder.flatMap((said) => planStatus(said, moments.get(said)!, around, developed))
}

function readersOf(town: Town): Map<string, string[]> {
  const follows = whoFollowsWhom(town, chance('who follows whom'))
  const groups = Map.groupBy(follows, ([, followee]) => followee)
  return new Map([...groups].map(([followee, pairs]) => [followee, pairs.map(([follower]) => follower)]))
}

/** Each person's words in the order in which they stand, spread over the whole time. */
function momentsOf(town: Town, time: Calendar, luck: Chance): Map<Said, Temporal.Instant> {
  const moments = new Map<Said, Temporal.Instant>()
  for (const own of Map.groupBy(town.said, ({ by }) => by).values()) {
    own.forEach((said, i) => moments.set(said, time.moment((i + luck.between(0.15, 0.85)) / own.length, said.when)))
  }
  return moments
}

/** Pictures are drawn one after another in the order of time, while what came before is already being told. */
function develop(ctx: Context, inOrder: Said[], ids: Ids, signal: AbortSignal): Map<Said, Promise<string[]>> {
  let before: Promise<unknown> = Promise.resolve()
  const developed = new Map<Said, Promise<string[]>>()
  for (const said of inOrder.filter(({ pictures }) => pictures.length > 0)) {
    const next = before.then(() => (signal.aborted ? [] : developPictures(ctx, ids[said.by]!, said)))
    next.catch(() => {})
    developed.set(said, next)
    before = next
  }
  return developed
}

function planStatus(
  said: Said,
  at: Temporal.Instant,
  around: Around,
  developed: Map<Said, Promise<string[]>>,
): Event[] {
  const { ids, luck, time } = around
  let statusId = ''
  const first: Event = {
    at,
    async happen(then) {
      statusId = await say(then, {
        personId: ids[said.by]!,
        text: said.text,
        visibility: said.followersOnly ? 'private' : 'public',
        spoilerText: said.cw,
        language: said.lang,
        mediaIds: (await developed.get(said)) ?? [],
      })
    },
  }
  const others = (around.readers.get(said.by) ?? []).filter((name) => name !== said.by)
  const reader = luck.shuffle(others)
  const glad = reader.slice(0, Math.min(reader.length, said.boosts * 2 + luck.whole(0, 5)))
  const passing = said.followersOnly ? [] : reader.slice(0, said.boosts)
  const keeping = reader.filter((name) => luck.often(Object.values<string>(VISITORS).includes(name) ? 0.12 : 0.015))
  const later = (from: number, to: number) => time.later(at, luck.between(from, to))
  return [
    first,
    ...planComments(said, at, () => statusId, around),
    ...glad.map((name) => ({ at: later(2, 900), happen: (then: Context) => favourite(then, ids[name]!, statusId) })),
    ...keeping.map((name) => ({ at: later(5, 600), happen: (then: Context) => bookmark(then, ids[name]!, statusId) })),
    ...passing.map((name) => ({
      at: later(20, 1600),
      happen: (then: Context) => boost(then, ids[name]!, statusId).then(() => {}),
    })),
  ]
}

function planComments(said: Said, at: Temporal.Instant, statusId: () => string, { ids, luck, time }: Around): Event[] {
  const latest = new Map<string, string>()
  let minutes = luck.between(2, 30)
  return said.comments.flatMap((comment) => {
    const then = time.later(at, minutes)
    minutes += luck.often(0.7) ? luck.between(1, 25) : luck.between(30, 240)
    let commentId = ''
    const answer: Event = {
      at: then,
      async happen(context) {
        const inReplyToId = (comment.to && latest.get(comment.to)) || statusId()
        commentId = await say(context, { ...wordsOf(comment, said), personId: ids[comment.by]!, inReplyToId })
        latest.set(comment.by, commentId)
      },
    }
    // Of a followers-only one nobody but those it answers need see the comment.
    const around = said.followersOnly ? [said.by] : [said.by, ...said.comments.map(({ by }) => by)]
    const glad = around.filter((by) => by !== comment.by && luck.often(0.25))
    const pleased = [...new Set(glad)].map((by) => ({
      at: time.later(then, luck.between(1, 60)),
      happen: (context: Context) => favourite(context, ids[by]!, commentId),
    }))
    return [answer, ...pleased]
  })
}

function wordsOf(comment: Comment, said: Said) {
  return {
    text: comment.text,
    language: comment.lang,
    visibility: said.followersOnly ? ('private' as const) : ('public' as const),
    spoilerText: said.cw,
  }
}
