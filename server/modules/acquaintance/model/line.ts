/**
 * One weight for each sign, found by going down the slope of the loss of a choice from a list (multinomial logit: McFadden,
 * Conditional logit analysis of qualitative choice behavior, 1974), with the steps of Adam (Kingma and Ba, 2015).
 */
import { type Lists } from './boosting.ts'
import { LINEAR_WIDTH, lineScores, linearSigns, type Line } from './score.ts'

/** Hyperparameters, the same for every graph. */
const STEPS = 120
const STEP = 0.15
const RIDGE = 0.01
const FADE_FIRST = 0.8
const FADE_SECOND = 0.95

export function* fitLine(lists: Lists): Generator<undefined, Line> {
  const signs = linearSigns(lists.signs)
  const { mean, spread } = standards(signs)
  const even = signs.map((value, i) => (value - mean[i % LINEAR_WIDTH]!) / spread[i % LINEAR_WIDTH]!)
  const line = { mean: mean.map(() => 0), spread: mean.map(() => 1), pull: mean.map(() => 0) }
  const first = mean.map(() => 0)
  const second = mean.map(() => 0)
  for (let step = 1; step <= STEPS; step += 1) {
    const slope = slopeOf(lists, even, line)
    for (let i = 0; i < LINEAR_WIDTH; i += 1) {
      const down = slope[i]! + RIDGE * line.pull[i]!
      first[i] = FADE_FIRST * first[i]! + (1 - FADE_FIRST) * down
      second[i] = FADE_SECOND * second[i]! + (1 - FADE_SECOND) * down ** 2
      const length = Math.sqrt(second[i]! / (1 - FADE_SECOND ** step)) + 1e-8
      line.pull[i]! -= (STEP * (first[i]! / (1 - FADE_FIRST ** step))) / length
    }
    yield
  }
  return { mean, spread, pull: line.pull }
}

function slopeOf({ starts, truth, offset }: Lists, signs: Float64Array, line: Line): Float64Array {
  const slope = new Float64Array(LINEAR_WIDTH)
  const chances = lineScores(line, signs)
  for (let list = 0; list + 1 < starts.length; list += 1) {
    const [from, to] = [starts[list]!, starts[list + 1]!]
    let highest = -Infinity
    for (let row = from; row < to; row += 1) {
      chances[row]! += offset[row]!
      highest = Math.max(highest, chances[row]!)
    }
    let sum = 0
    for (let row = from; row < to; row += 1) sum += chances[row] = Math.exp(chances[row]! - highest)
    for (let row = from; row < to; row += 1) {
      const wrong = chances[row]! / sum - truth[row]!
      for (let i = 0; i < LINEAR_WIDTH; i += 1) slope[i]! += wrong * signs[row * LINEAR_WIDTH + i]!
    }
  }
  return slope.map((value) => value / (starts.length - 1))
}

function standards(signs: Float64Array): { mean: number[]; spread: number[] } {
  const rows = signs.length / LINEAR_WIDTH
  const mean = Array.from({ length: LINEAR_WIDTH }, () => 0)
  const square = [...mean]
  for (let at = 0; at < signs.length; at += 1) {
    mean[at % LINEAR_WIDTH]! += signs[at]! / rows
    square[at % LINEAR_WIDTH]! += signs[at]! ** 2 / rows
  }
  return { mean, spread: mean.map((value, i) => Math.sqrt(Math.max(0, square[i]! - value ** 2)) || 1) }
}
