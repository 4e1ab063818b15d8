/** A form shown one step at a time: sending the first only turns the page. */
import type { SubmitFunction } from '$app/forms'

export const stepped =
  (step: () => 1 | 2 | 'all', turn: (to: 2) => void, last: SubmitFunction): SubmitFunction =>
  (input) => {
    if (step() !== 1) return last(input)
    input.cancel()
    turn(2)
  }
