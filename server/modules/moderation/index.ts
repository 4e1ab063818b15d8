/**
 * Moderation: whoever finds that something is not right reports it to those who look after the place (its owner and moderators), who
 * see what it is about, with its words as they stood, and may shut somebody out. Nobody is told that they were reported; and who
 * reports something that came without a name does not learn whose it is. A guest, who has no account, reports by the link of their
 * mail. Nobody's e-mail address stands in a report. Tells `report`.
 */
import type { Module } from '../../modules.ts'
import { routes } from './routes.ts'

export { reportPerson } from './actions.ts'
export { CATEGORIES } from './model.ts'

export const moderation: Module = { name: 'moderation', routes }
