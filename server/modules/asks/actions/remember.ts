import type { Context } from '#platform/context'
import { DAYS_SILENT } from '../model/asking.ts'
import {
  forget,
  makeMemory,
  rememberAnswer,
  rememberAsk,
  rememberSeen,
  rememberSilence,
  rememberTold,
  type Memory,
} from '../model/memory.ts'
import * as stored from '../views/memory.ts'

/** What was said counts for a year. */
const HOURS_SAID = 24 * 365
/** A memory is as old as so many times what it took to make it: in a small place always fresh, in a large one soon enough. */
const AGE_PER_EFFORT = 50

type Kept = { memory: Promise<Memory>; until: number }
const kept = new WeakMap<object, Kept>()

/** What the place remembers of who knows what: made from what is stored, and kept for a while where making it is work. */
export function memoryOf(ctx: Context): Promise<Memory> {
  const before = kept.get(ctx.config)
  if (before && performance.now() < before.until) return before.memory
  const began = performance.now()
  const made: Kept = { memory: remember(ctx), until: Infinity }
  kept.set(ctx.config, made)
  made.memory.then(
    () => void (made.until = performance.now() + AGE_PER_EFFORT * (performance.now() - began)),
    () => void kept.delete(ctx.config),
  )
  return made.memory
}

/** That somebody does not know, or does not say so any more, counts at once, at least here. */
export async function learnUnknown(
  ctx: Context,
  { id, person, text }: { id: string; person: string; text: string },
  is: boolean,
): Promise<void> {
  const memory = await kept.get(ctx.config)?.memory
  if (!memory) return
  if (is) rememberTold(memory, { id: `unknown ${id}`, person, kind: 'unknown', text })
  else forget(memory, `unknown ${id}`)
}

/** The next to ask reads all that is stored anew. */
export function learnAnew(ctx: Context): void {
  kept.delete(ctx.config)
}

async function remember({ db, now }: Context): Promise<Memory> {
  const memory = makeMemory()
  for (const at of await stored.storedAsks(db)) rememberAsk(memory, at)
  for (const { title, details, asked_at: at, ...answer } of await stored.storedAnswers(db))
    rememberAnswer(memory, { ...answer, ask: { title, text: details, at } })
  for (const piece of await stored.storedPieces(db, now().subtract({ hours: HOURS_SAID }))) rememberTold(memory, piece)
  for (const silence of await stored.storedSilences(db, now().subtract({ hours: 24 * DAYS_SILENT })))
    rememberSilence(memory, silence)
  for (const { person, at } of await stored.storedSights(db)) rememberSeen(memory, person, at)
  return memory
}
