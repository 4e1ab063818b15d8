/**
 * What a process holds in memory of the database, and keeps right by what is announced. Where announcements are followed (`keepUp`) it is
 * made once, at the first asking, and each change sets right what it is about; what changed while it was made is set right afterwards.
 * When something may have been missed, or setting it right failed, all is made anew. Elsewhere it is made anew at each asking.
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

/** `behind`: what changed while it was made. */
type Held<Value, Change> = { value: Promise<Value>; behind: Change[] | null }
type Keeper<Value, Change> = { now: Held<Value, Change> | null }

export function createHeld<Value, Change>({ make, changeIn, setRight }: Holding<Value, Change>) {
  const keepers = new WeakMap<object, Keeper<Value, Change>>()

  function of(ctx: Context): Promise<Value> {
    const keeper = keepers.get(ctx.config)
    if (!keeper) return make(ctx)
    keeper.now ??= hold(ctx, keeper)
    return keeper.now.value
  }

  function hold(ctx: Context, keeper: Keeper<Value, Change>): Held<Value, Change> {
    const one: Held<Value, Change> = { value: begin(), behind: [] }
    return one

    async function begin() {
      try {
        const made = await make(ctx)
        const behind = one.behind ?? []
        one.behind = null
        for (const change of behind) await setRight(ctx, made, change)
        return made
      } catch (error) {
        if (keeper.now === one) keeper.now = null
        throw error
      }
    }
  }

  /** Follows what is announced from now on, until stopped. */
  function keepUp(ctx: Context, events: Events): () => void {
    const keeper: Keeper<Value, Change> = { now: null }
    keepers.set(ctx.config, keeper)
    const forget = () => void (keeper.now = null)
    const hear = (event: Announcement) => {
      const change = changeIn(event)
      if (change === 'everything') return forget()
      if (change === null || !keeper.now) return
      if (keeper.now.behind) return void keeper.now.behind.push(change)
      keeper.now.value.then((value) => setRight(ctx, value, change)).catch(forget)
    }
    const stops = [events.on(hear), events.onLost(forget), () => void keepers.delete(ctx.config)]
    return () => stops.forEach((stop) => stop())
  }

  return { of, keepUp }
}
