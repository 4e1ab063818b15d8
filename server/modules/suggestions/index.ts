/**
 * Suggestions: which of one's people one could introduce to each other, and whom one might like to meet, each with a reason one can
 * read: whom both know, who seeks what the other offers, what both are taken up with, where both live, a language few here speak. Drawn from the graph
 * of who is near whom, from what people say openly, and from what came of earlier introductions; never from notes, letters or
 * conversations. Only people who let themselves be introduced, nobody shut out by one of the two, and never again whom somebody said
 * "not these two" of. Where there is nothing to go by, any two will do.
 */
import type { Module } from '../../modules.ts'
import { routes } from './routes.ts'

export const suggestions: Module = { name: 'suggestions', routes }
