import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { median, percentile } from './figures.ts'

describe('figures', () => {
  it('takes the middle one, or the mean of the two in the middle', () => {
    assert.equal(median([9, 1, 5]), 5)
    assert.equal(median([4, 1, 3, 100]), 3.5)
  })

  it('takes a percentile that was really measured', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
    assert.equal(percentile(hundred, 95), 95)
    assert.equal(percentile([7], 95), 7)
    assert.equal(percentile([3, 1, 2], 100), 3)
  })
})
