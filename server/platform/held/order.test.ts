import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#platform/context'
import type { Announcement, Events } from '#platform/events'
import { createHeld } from './index.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** What is open in `world` just now, read at once and answered when the test says so. */
function slowHolding() {
  const listeners = new Set<(event: Announcement) => void>()
  const events: Events = {
    on: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
    onLost: () => () => {},
    stop: async () => {},
  }
  const world = new Set<string>()
  const answers: (() => void)[] = []
  const ctx = { config: {} } as Context
  const held = createHeld<Set<string>, string>({
    make: async () => new Set(world),
    changeIn: ({ id }) => String(id),
    async setRight(_ctx, value, id) {
      const open = world.has(id)
      await new Promise<void>((resolve) => answers.push(resolve))
      if (open) value.add(id)
      else value.delete(id)
    },
  })
  held.keepUp(ctx, events)
  const say = (id: string) => listeners.forEach((hear) => hear({ kind: 'changed', id }))
  return { ctx, held, world, say, answers }
}

test('two changes of the same leave what is so now, whichever is answered first', async () => {
  const { ctx, held, world, say, answers } = slowHolding()
  await held.of(ctx)
  say('a')
  await settled()
  world.add('a')
  say('a')
  await settled()
  while (answers.length > 0) {
    answers.pop()!()
    await settled()
  }
  assert.ok((await held.of(ctx)).has('a'))
})

test('who knows of a change before it is announced has it set right first', async () => {
  const { ctx, held, world, answers } = slowHolding()
  await held.of(ctx)
  world.add('a')
  const after = held.after(ctx, 'a')
  await settled()
  answers.pop()!()
  assert.ok((await after).has('a'))
})

test('who knows of a change while all is made waits for both', async () => {
  const { ctx, held, world, answers } = slowHolding()
  const made = held.of(ctx)
  world.add('a')
  const after = held.after(ctx, 'a')
  await settled()
  answers.pop()!()
  assert.ok((await after).has('a'))
  assert.equal(await made, await after)
})
