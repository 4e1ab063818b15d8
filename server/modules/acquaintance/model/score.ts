/** How likely two strangers are to know each other soon, as learned, as resource allocation says, or as both together say. */
import { SIGNS, WIDTH } from './signs.ts'

/** What a place learned from its own graph: plain numbers, to be kept as JSON. */
export type Weights = {
  /** How much the learned score counts beside resource allocation: from 0, not at all, to 1, alone. */
  trust: number
  line: Line
  trees: Trees
  /** From how many acquaintances on somebody is one of the best known, and how many of these stand in ten suggestions. */
  famous: { degree: number; most: number }
}

/** One weight for each of LINEAR, on its logarithm less the mean, over the spread. */
export type Line = { mean: number[]; spread: number[]; pull: number[] }

/** Trees of three levels, one after the other: seven splits by a sign at a value, and eight leaves. */
export type Trees = { signs: number[]; at: number[]; leaves: number[] }

export const LEVELS = 3
export const SPLITS = 2 ** LEVELS - 1
export const ALL_OF_TEN = 10

export const UNLEARNED: Weights = {
  trust: 0,
  line: { mean: [], spread: [], pull: [] },
  trees: { signs: [], at: [], leaves: [] },
  famous: { degree: 0, most: ALL_OF_TEN },
}

/** The signs the line goes by, each with what is added before its logarithm is taken: about the least that says something. */
const LINEAR: [sign: number, least: number][] = (
  [
    ['shared', 0.5],
    ['allocation', 1e-3],
    ['third', 1e-4],
    ['within', 1e-4],
    ['paths', 0.5],
    ['fourth', 1e-5],
    ['degree', 0.5],
    ['near', 0.01],
    ['nearMass', 1e-3],
    ['nearShared', 0.01],
    ['embedded', 0.05],
  ] as const
).map(([name, least]) => [SIGNS.indexOf(name), least])

export const LINEAR_WIDTH = LINEAR.length
const ALLOCATION = SIGNS.indexOf('allocation')
const THIRD = SIGNS.indexOf('third')
/** Nobody who shares an acquaintance stands behind somebody who shares none: e^-10 is less than one over all anybody knows. */
const BEHIND_ALL_SHARED = -10
const FURTHEST = 4

export function scoresOf(weights: Weights, signs: Float32Array): Float64Array {
  const scores = new Float64Array(signs.length / WIDTH)
  const learned = weights.trust > 0 ? learnedScores(weights, signs) : scores
  for (let row = 0; row < scores.length; row += 1) {
    const plain = weights.trust < 1 ? plainScore(signs, row) : 0
    scores[row] = weights.trust * learned[row]! + (1 - weights.trust) * plain
  }
  return scores
}

export function learnedScores({ line, trees }: Pick<Weights, 'line' | 'trees'>, signs: Float32Array): Float64Array {
  const scores = lineScores(line, linearSigns(signs))
  for (let row = 0; row < scores.length; row += 1) {
    const from = row * WIDTH
    for (let tree = 0; tree * SPLITS < trees.at.length; tree += 1) {
      const first = tree * SPLITS
      let node = 0
      while (node < SPLITS) {
        const right = signs[from + trees.signs[first + node]!]! >= trees.at[first + node]!
        node = node * 2 + (right ? 2 : 1)
      }
      scores[row]! += trees.leaves[tree * (SPLITS + 1) + node - SPLITS]!
    }
  }
  return scores
}

export function lineScores({ mean, spread, pull }: Line, signs: Float64Array): Float64Array {
  const scores = new Float64Array(signs.length / LINEAR_WIDTH)
  for (let row = 0; row < scores.length; row += 1) {
    for (let i = 0; i < LINEAR_WIDTH; i += 1) {
      const off = (signs[row * LINEAR_WIDTH + i]! - mean[i]!) / spread[i]!
      scores[row]! += pull[i]! * Math.max(-FURTHEST, Math.min(FURTHEST, off))
    }
  }
  return scores
}

export function linearSigns(signs: Float32Array): Float64Array {
  const rows = signs.length / WIDTH
  const logs = new Float64Array(rows * LINEAR_WIDTH)
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < LINEAR_WIDTH; i += 1) {
      const [sign, least] = LINEAR[i]!
      logs[row * LINEAR_WIDTH + i] = Math.log(signs[row * WIDTH + sign]! + least)
    }
  }
  return logs
}

function plainScore(signs: Float32Array, row: number): number {
  const allocation = signs[row * WIDTH + ALLOCATION]!
  if (allocation > 0) return Math.log(allocation)
  return BEHIND_ALL_SHARED + Math.log(1e-6 + Math.min(1, signs[row * WIDTH + THIRD]!))
}
