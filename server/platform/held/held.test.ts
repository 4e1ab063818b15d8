import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#platform/context'
import type { Announcement, Events } from '#platform/events'
import { createHeld } from './index.ts'

/** Announcements that the test makes itself. */
function loudspeaker() {
  const listeners = new Set<(event: Announcement) => void>()
  const lost = new Set<() => void>()
  const events: Events = {
    on: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
    onLost: (listener) => (lost.add(listener), () => void lost.delete(listener)),
    stop: async () => {},
  }
  return {
    events,
    say: (id: string) => listeners.forEach((hear) => hear({ kind: 'changed', id })),
    lose: () => lost.forEach((hear) => hear()),
    get heardBy() {
      return listeners.size + lost.size
    },
  }
}

/** A holding of what `world` says, with how often it was made. */
function holding() {
  const world = new Map([['a', 1]])
  const gate = { wait: Promise.resolve(), broken: false, made: 0 }
  const ctx = { config: {} } as Context
  const held = createHeld<Map<string, number>, string>({
    async make() {
      gate.made += 1
      const made = new Map(world)
      await gate.wait
      if (gate.broken) throw new Error('broken')
      return made
    },
    changeIn: ({ kind, id }) => (kind !== 'changed' ? null : id === 'all' ? 'everything' : String(id)),
    async setRight(_ctx, value, id) {
      if (gate.broken) throw new Error('broken')
      value.set(id, world.get(id)!)
    },
  })
  return { world, gate, ctx, held }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('where nobody follows what is announced it is made at each asking', async () => {
  const { ctx, held, gate } = holding()
  await held.of(ctx)
  await held.of(ctx)
  assert.equal(gate.made, 2)
})

test('where it is followed it is made once, and each change sets it right, until it is followed no more', async () => {
  const { world, ctx, held, gate } = holding()
  const speaker = loudspeaker()
  const stop = held.keepUp(ctx, speaker.events)
  await held.of(ctx)
  world.set('b', 2)
  speaker.say('b')
  await settled()
  assert.equal((await held.of(ctx)).get('b'), 2)
  assert.equal(gate.made, 1)
  stop()
  await held.of(ctx)
  assert.equal(gate.made, 2)
  assert.equal(speaker.heardBy, 0)
})

test('what changes while it is made is not missed', async () => {
  const { world, ctx, held, gate } = holding()
  const speaker = loudspeaker()
  held.keepUp(ctx, speaker.events)
  let open = () => {}
  gate.wait = new Promise((resolve) => (open = resolve))
  const asked = held.of(ctx)
  world.set('a', 7)
  speaker.say('a')
  open()
  assert.equal((await asked).get('a'), 7)
  assert.equal(gate.made, 1)
})

test('it is made anew when something may have been missed, everything changed, or it failed', async () => {
  const { ctx, held, gate } = holding()
  const speaker = loudspeaker()
  held.keepUp(ctx, speaker.events)
  await held.of(ctx)
  speaker.lose()
  await held.of(ctx)
  assert.equal(gate.made, 2)
  speaker.say('all')
  await held.of(ctx)
  assert.equal(gate.made, 3)
  gate.broken = true
  speaker.say('a')
  await settled()
  await assert.rejects(held.of(ctx))
  gate.broken = false
  assert.equal((await held.of(ctx)).get('a'), 1)
})
