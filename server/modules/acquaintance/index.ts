/**
 * Acquaintance: who is near whom, as far as follows show. The whole graph is held in memory, changes with each follow, and is asked
 * whom a person might like to meet, which of their acquaintances might like to meet each other, and over whom somebody can be
 * reached. Before there is enough to
 * learn from, those come first with whom one shares the acquaintances who know the fewest.
 *
 * It holds no table, reads none, and knows nothing of who may be shown to whom: whoever asks says who is excluded.
 */
export { addEdge, addNode, buildGraph, hasEdge, neighboursOf, removeEdge, type Graph } from './model/graph.ts'
