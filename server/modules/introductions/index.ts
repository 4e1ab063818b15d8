/**
 * Introductions: one person proposes that two of theirs meet; each is asked alone, and when both said yes a conversation of
 * the three opens. Nobody, the introducer included, learns one party's answer before both said yes, nor ever who said
 * no: a no, a block, a mute and a "never this pair" look to everybody else like somebody who has not answered yet
 * (docs/decisions/0010-a-no-is-silent.md).
 *
 * A month after they met each of the two may say, for nobody to read, whether it was good; the introducer hears when both do.
 *
 * Tells `introduction`, `introduction_met`, `introduction_ended`, `introduction_outcome` and `introduction_liked`; announces nothing
 * of its own.
 */
import type { Module } from '../../modules.ts'
import { cron, jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { lapseBetween, lapsePair } from './store.ts'

export { answer } from './actions/answer.ts'
export { askHowItWas } from './actions/outcome.ts'
export { endDue, withdraw } from './actions/end.ts'
export { propose, requirePickable, type Proposal } from './actions/propose.ts'
export { endRequested, proposeRequested } from './actions/requested.ts'
export {
  ANSWERS,
  cleanMeeting,
  cleanNote,
  cleanWord,
  DAYS_OPEN,
  DAYS_UNTIL_ASKED,
  expiryOf,
  LIMITS,
  openingWords,
  requireOpen,
  REASONS,
  STATES,
  stateAt,
  type Answer,
  type KeptState,
  type ReasonKind,
  type State,
} from './model.ts'
export { introductionsPage, viewIntroduction, type Filter, type IntroductionEntity } from './views.ts'

export const introductions: Module = {
  name: 'introductions',
  routes,
  jobs,
  cron,
  reactions: [
    async (_ctx, tx, happening) => {
      if (happening.kind === 'ties.blocked') await lapseBetween(tx, happening.blockerId, happening.blockedId)
      if (happening.kind === 'ties.muted') await lapsePair(tx, happening.muterId, happening.mutedId)
    },
  ],
}
