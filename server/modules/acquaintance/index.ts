/**
 * Acquaintance: who is near whom, as far as follows show. The whole graph is held in memory, changes with each follow, and is asked
 * whom a person might like to meet, and which of their acquaintances might like to meet each other. How to rank is learned from the
 * place's own graph (docs/decisions/0050-whom-to-suggest.md); before there is enough to learn from, those come first with whom one
 * shares the acquaintances who know the fewest.
 *
 * It knows nothing of who may be shown to whom: whoever asks says who is excluded. A process that hears announcements holds the graph
 * and is right again a moment after each follow; the night's learning announces `ranking.learned`.
 */
import type { Module } from '../../modules.ts'
import { keepUp, learnRanking } from './actions.ts'

export { acquaintanceOf, learnRanking, type Acquaintance } from './actions.ts'
export { addEdge, addNode, buildGraph, hasEdge, neighboursOf, removeEdge, type Graph } from './model/graph.ts'
export { learning, learnWeights } from './model/learning.ts'
export { likelyPairs, type LikelyPair } from './model/pairs.ts'
export { UNLEARNED, type Weights } from './model/score.ts'
export { pairScore, suggest, type Suggestion } from './model/suggesting.ts'

export const acquaintance: Module = {
  name: 'acquaintance',
  jobs: (ctx) => ({ 'acquaintance.learn': () => learnRanking(ctx) }),
  cron: ['11 3 * * * acquaintance.learn'],
  watch: keepUp,
}
