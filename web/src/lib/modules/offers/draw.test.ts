import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawTimes } from './draw.ts'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute)
const names = (now: Date, until: Date) => drawTimes(now, until).map(({ name }) => name)

describe('when lots may be drawn', () => {
  it('is this evening, tomorrow’s, or later ones', () => {
    assert.deepEqual(names(at(2, 9), at(30, 23)), ['today', 'tomorrow', 'days', 'week'])
    assert.deepEqual(drawTimes(at(2, 9), at(30, 23))[1], { name: 'tomorrow', at: at(3, 18) })
  })
  it('leaves others an hour to hear of it', () => {
    assert.deepEqual(names(at(2, 17), at(30, 23)), ['today', 'tomorrow', 'days', 'week'])
    assert.deepEqual(names(at(2, 17, 1), at(30, 23)), ['tomorrow', 'days', 'week'])
  })
  it('is before it is over', () => {
    assert.deepEqual(names(at(2, 9), at(4, 23)), ['today', 'tomorrow'])
  })
  it('is at its very end where no evening is left', () => {
    assert.deepEqual(drawTimes(at(2, 20), at(2, 23)), [{ name: 'last', at: at(2, 23) }])
  })
})
