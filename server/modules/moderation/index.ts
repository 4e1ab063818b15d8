/**
 * Moderation: whoever finds that something is not right reports it to those who look after the place (its owner and moderators), who
 * see what it is about, with its words as they stood, and may take it down, or shut somebody out. What somebody reported they do not see
 * themselves any more (`notReportedBy`). Nobody is told that they were reported, but once what of theirs was taken down; and who
 * reports something that came without a name does not learn whose it is. A guest, who has no account, reports by the link of their
 * mail. Nobody's e-mail address stands in a report. Tells `report` and `taken_down`.
 */
import type { Module } from '../../modules.ts'
import { routes } from './routes.ts'

export { reportPerson } from './actions.ts'
export { CATEGORIES } from './model.ts'
export { viewTakenDown, type TakenDownEntity } from './views.ts'

export const moderation: Module = { name: 'moderation', routes }
