import assert from 'node:assert/strict'
import { test } from 'node:test'

test('on the server the time is that of the asking, not of the start', async (t) => {
  // Without Svelte's compiler a state is a plain value.
  Object.assign(globalThis, { $state: <Value>(value: Value) => value })
  t.mock.timers.enable({ apis: ['Date'], now: 1_000 })
  const { clock } = await import('./clock.svelte.ts')
  t.mock.timers.setTime(90_000)
  assert.equal(clock.now, 90_000)
})
