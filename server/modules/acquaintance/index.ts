/**
 * Acquaintance: who is near whom, as far as follows show. The whole graph is held in memory, changes with each follow, and is asked
 * whom a person might like to meet, which of their acquaintances might like to meet each other, and over whom somebody can be
 * reached. How to rank is learned from the place's own graph (docs/decisions/0050-whom-to-suggest.md); before there is enough to
 * learn from, those come first with whom one shares the acquaintances who know the fewest.
 *
 * It holds no table, reads none, and knows nothing of who may be shown to whom: whoever asks says who is excluded.
 */
export { addEdge, addNode, buildGraph, hasEdge, neighboursOf, removeEdge, type Graph } from './model/graph.ts'
export { learning, learnWeights } from './model/learning.ts'
export { likelyPairs, type LikelyPair } from './model/pairs.ts'
export { pathsBetween, type Cost, type Path } from './model/paths.ts'
export { UNLEARNED, type Weights } from './model/score.ts'
export { pairScore, suggest, type Suggestion } from './model/suggesting.ts'
