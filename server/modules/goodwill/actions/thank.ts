import { forgetAbout, tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context, Happening } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import { A_DAY, chainBetween, cleanWord, HOURS_SAME, type About } from '../model/thanks.ts'
import * as store from '../store.ts'
import { findDeed, linksOf, type Deed } from '../views/deeds.ts'
import { areApart, askThankedFor, chainOf, endsOf, findThanks, maySeeThanks, metInRings } from '../views/lookups.ts'

const NOTICES = ['thanks', 'thanks_chain'] as const

export type Thanking = { about: About; id: string; word?: string | null; shows?: boolean }

/**
 * Thanks somebody for something, or (about `person`) just so; answers the id. Once for each thing: a word given later is added. Those
 * along the chain that led there are told as well, each no more than they knew.
 */
export async function thank(ctx: Context, personId: string, { about, id, word, shows }: Thanking): Promise<string> {
  const clean = cleanWord(word)
  if (!isId(id)) throw missing()
  return transaction(ctx.db, async (tx) => {
    const thing = { about, id: about === 'offer' ? await offeredFor(tx, personId, id) : id }
    const deed = await lockDeed(tx, personId, thing)
    if (!deed) throw missing()
    if (deed.toId === personId) throw refuse('invalid', 'goodwill.yourself')
    if (!deed.here) throw refuse('invalid', 'goodwill.not_here')
    const before = await findSame(ctx, tx, personId, deed, thing)
    if (!before) await attempt(tx, `thanks ${personId}`, A_DAY)
    const thanksId = before ?? (await give(ctx, tx, personId, deed, thing))
    if (!before) await tellThanked(tx, thanksId, { ...deed, fromId: personId })
    if (clean) await say(tx, thanksId, clean)
    if (shows !== undefined) await changeShows(tx, personId, thanksId, shows)
    return thanksId
  })
}

type Thing = { about: About; id: string }

/** A need that was met in a ring is thanked for as what was given, so that one hand-over is thanked for once. */
async function offeredFor(tx: Tx, personId: string, id: string): Promise<string> {
  return (await metInRings(tx, personId, [id])).get(id) ?? id
}

/** As it is once the two are held: neither shuts the other out meanwhile, nor is it thanked for twice. */
async function lockDeed(tx: Tx, personId: string, { about, id }: Thing): Promise<Deed | undefined> {
  const found = await findDeed(tx, personId, about, id)
  if (!found) return
  await lockPeople(tx, [personId, found.toId])
  return findDeed(tx, personId, about, id)
}

function findSame(ctx: Context, tx: Tx, fromId: string, { toId }: Deed, { about, id }: Thing) {
  const since = about === 'person' ? ctx.now().subtract({ hours: HOURS_SAME }) : null
  return findThanks(tx, { fromId, toId, about, aboutId: about === 'person' ? null : id, since })
}

/** The thanks itself; who is thanked is told by the caller, who may have told them already. */
async function give(ctx: Context, tx: Tx, fromId: string, deed: Deed, { about, id }: Thing): Promise<string> {
  const { toId, unnamed, seesFrom } = deed
  const thanked = { fromId, toId, about, aboutId: about === 'person' ? null : id, unnamed }
  const thanksId = await store.insertThanks(tx, { ...thanked, seesFrom, word: null, createdAt: ctx.now() })
  await store.insertChain(tx, thanksId, chainBetween(fromId, toId, await linksOf(tx, thanked)))
  for (const { personId, seesFrom: knows } of await chainOf(tx, thanksId))
    await tell(tx, { personId, kind: 'thanks_chain', fromId: knows ? fromId : personId, aboutId: thanksId })
  return thanksId
}

type Telling = { fromId: string; toId: string; seesFrom: boolean }

/** From nobody but themselves where they are not to learn who it is. */
async function tellThanked(tx: Tx, thanksId: string, { fromId, toId, seesFrom }: Telling) {
  await tell(tx, { personId: toId, kind: 'thanks', fromId: seesFrom ? fromId : toId, aboutId: thanksId })
}

/**
 * Whoever is thanked said yes to other words, so these stand on their page only once they say so again; to somebody behind a block nothing
 * is said. The first word is told, in place of "that helped" where it is that.
 */
async function say(tx: Tx, thanksId: string, word: string | null) {
  const found = await store.lockThanks(tx, thanksId)
  if (!found) throw missing()
  if (word === found.word) return
  if (word && found.wordTakenDown) throw refuse('invalid', 'goodwill.word_taken_down')
  if (word && (await areApart(tx, thanksId))) throw missing()
  await store.setWord(tx, thanksId, word)
  if (!word) return
  await store.setShows(tx, thanksId, 'to', false)
  if (found.word) return
  await tellThanked(tx, thanksId, found)
  const askId = await askThankedFor(tx, thanksId)
  if (askId) await forgetAbout(tx, ['ask_helped'], [askId], [found.toId])
}

/** "That helped" is thanks: it goes to whoever answered, who is told that it helped, and along the chain; and back while it has no word. */
export async function thankForHelp(ctx: Context, tx: Tx, happening: Extract<Happening, { kind: 'asks.helped' }>) {
  const { answerId, askerId, helped } = happening
  const thing = { about: 'answer', id: answerId } as const
  const deed = await lockDeed(tx, askerId, thing)
  if (!deed?.here) return
  const before = await findSame(ctx, tx, askerId, deed, thing)
  if (helped && !before) await give(ctx, tx, askerId, deed, thing)
  if (helped || !before) return
  if ((await store.lockThanks(tx, before))?.word === null) await remove(tx, before)
}

/** Whoever thanks may say it differently, and each of the two whether it may be shown: it is shown where both say so. */
export async function changeThanks(
  ctx: Context,
  personId: string,
  id: string,
  { word, shows }: { word?: string | null; shows?: boolean },
): Promise<void> {
  const clean = cleanWord(word)
  await transaction(ctx.db, async (tx) => {
    const found = await lockOwn(tx, personId, id)
    if (word !== undefined) {
      if (found.fromId !== personId) throw missing()
      await say(tx, id, clean)
    }
    if (shows !== undefined) await changeShows(tx, personId, id, shows)
  })
}

async function changeShows(tx: Tx, personId: string, id: string, shows: boolean) {
  const { fromId, unnamed } = await lockOwn(tx, personId, id)
  if (unnamed && shows) throw refuse('invalid', 'goodwill.stays_unnamed')
  if (shows && (await areApart(tx, id))) throw missing()
  await store.setShows(tx, id, fromId === personId ? 'from' : 'to', shows)
}

/** Takes it back: it is gone for everybody, and nobody is told. */
export async function takeBackThanks(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    if ((await lockOwn(tx, personId, id)).fromId !== personId) throw missing()
    await remove(tx, id)
  })
}

async function remove(tx: Tx, id: string) {
  await forgetAbout(tx, NOTICES, [id])
  await store.removeThanks(tx, id)
}

/** Missing to anybody but the two, who are held as well: neither shuts the other out meanwhile. */
async function lockOwn(tx: Tx, personId: string, id: string): Promise<store.LockedThanks> {
  const ends = await endsOf(tx, id)
  if (!ends.includes(personId)) throw missing()
  await lockPeople(tx, ends)
  const found = await store.lockThanks(tx, id)
  if (!found || !(await maySeeThanks(tx, personId, id))) throw missing()
  return found
}
