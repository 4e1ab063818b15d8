/**
 * What a process holds in memory of the database, and keeps right by what is announced. Where announcements are followed (`keepUp`) it is
 * made once, at the first asking, and each change sets right what it is about, one after another: of two that are read at once the older
 * might be the later to answer. What changed while it was made is set right afterwards. When something may have been missed, or setting
 * it right failed, all is made anew. Elsewhere it is made anew at each asking.
 */
import type { Context } from '#platform/context'
import type { Announcement, Events } from '#platform/events'

export type Holding<Value, Change> = {
  make: (ctx: Context) => Promise<Value>
  /** What of it an announcement is about. */
  changeIn: (event: Announcement) => Change | 'everything' | null
  /** As it is now, whatever was announced in which order. */
  setRight: (ctx: Context, value: Value, change: Change) => Promise<void>
}

/** `behind`: what changed while it was made; `last`: once all that changed since is set right. */
type Held<Value, Change> = { value: Promise<Value>; behind: Change[] | null; last: Promise<Value> }
type Keeper<Value, Change> = { now: Held<Value, Change> | null }

export function createHeld<Value, Change>({ make, changeIn, setRight }: Holding<Value, Change>) {
  const keepers = new WeakMap<object, Keeper<Value, Change>>()

  function of(ctx: Context): Promise<Value> {
    const keeper = keepers.get(ctx.config)
    return keeper ? heldBy(ctx, keeper).value : make(ctx)
  }

  /** The same once a change is set right, for who knows of it before it is announced. */
  function after(ctx: Context, change: Change): Promise<Value> {
    const keeper = keepers.get(ctx.config)
    return keeper ? inTurn(ctx, keeper, heldBy(ctx, keeper), change) : make(ctx)
  }

  function heldBy(ctx: Context, keeper: Keeper<Value, Change>): Held<Value, Change> {
    keeper.now ??= hold(ctx, keeper)
    return keeper.now
  }

  function hold(ctx: Context, keeper: Keeper<Value, Change>): Held<Value, Change> {
    const value = begin()
    const one: Held<Value, Change> = { value, behind: [], last: value }
    return one

    async function begin() {
      try {
        const made = await make(ctx)
        for (let next = one.behind!.shift(); next !== undefined; next = one.behind!.shift())
          await setRight(ctx, made, next)
        one.behind = null
        return made
      } catch (error) {
        forget(keeper, one)
        throw error
      }
    }
  }

  function inTurn(ctx: Context, keeper: Keeper<Value, Change>, one: Held<Value, Change>, change: Change) {
    if (one.behind) {
      one.behind.push(change)
      return one.value
    }
    one.last = one.last.then(async (value) => {
      await setRight(ctx, value, change)
      return value
    })
    one.last.catch(() => forget(keeper, one))
    return one.last
  }

  function forget(keeper: Keeper<Value, Change>, one: Held<Value, Change>) {
    if (keeper.now === one) keeper.now = null
  }

  /** Follows what is announced from now on, until stopped. */
  function keepUp(ctx: Context, events: Events): () => void {
    const keeper: Keeper<Value, Change> = { now: null }
    keepers.set(ctx.config, keeper)
    const forgetAll = () => void (keeper.now = null)
    const hear = (event: Announcement) => {
      const change = changeIn(event)
      if (change === 'everything') return forgetAll()
      // One that failed has forgotten all, and is told to whoever waits for it.
      if (change !== null && keeper.now) inTurn(ctx, keeper, keeper.now, change).catch(() => {})
    }
    const stops = [events.on(hear), events.onLost(forgetAll), () => void keepers.delete(ctx.config)]
    return () => stops.forEach((stop) => stop())
  }

  return { of, after, keepUp }
}
