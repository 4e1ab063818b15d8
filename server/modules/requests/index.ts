/**
 * Requests to be introduced: somebody (the seeker) would like to meet somebody they do not know, and asks a tie, who hands it on
 * to a tie of theirs, proposes the introduction where they know the target, or lets it be. It goes through three friends at most.
 * Whoever holds it sees whom it comes from, whom they gave it to, whom it is for and its words: neither who asked, unless that is
 * the one before, nor what came of it. The target hears of it from a friend alone; whoever asked learns that it is on its way,
 * that they met, or that it did not come about, never where it stopped (docs/decisions/0013-a-request-is-blind.md).
 *
 * Tells `introduction_request` and `introduction_request_ended`; that they met, introductions tell.
 */
import type { Module } from '../../modules.ts'
import { cron, jobs } from './jobs.ts'
import { routes } from './routes.ts'

export { endDueRequests } from './actions.ts'

export const requests: Module = { name: 'requests', routes, jobs, cron }
