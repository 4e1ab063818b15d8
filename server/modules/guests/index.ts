/**
 * Introductions to people with only e-mail. The introducer writes who it is and why; the person here is asked as ever, the guest by
 * one mail with a yes, a no and a way never to hear from here again, each a page on which they say so: opening it is no answer.
 * There is no second mail unless they wish for one. Where it did
 * not arrive the introducer hears of that and may ask once more. Their address is told to the person alone, once both said yes.
 *
 * A month after they met both may say, for nobody to read, whether it was good: the guest on their page, for no mail asks them. The
 * introducer hears when both do.
 *
 * Tells `guest_introduction`, `guest_introduction_met`, `guest_introduction_ended`, `guest_introduction_undelivered`,
 * `guest_introduction_outcome` and `guest_introduction_liked`.
 */
import type { Module } from '../../modules.ts'
import { forgetGuestsOf } from './actions.ts'
import { cron, jobs, mailCauses } from './jobs.ts'
import { routes } from './routes.ts'
import { lapseBetween } from './store.ts'

export { askHowItWas, endDueGuests, stopMail } from './actions.ts'

export const guests: Module = {
  name: 'guests',
  routes,
  jobs,
  cron,
  mailCauses,
  reactions: [
    async (_ctx, tx, happening) => {
      if (happening.kind === 'accounts.leaving') await forgetGuestsOf(tx, happening.personId)
      if (happening.kind === 'ties.blocked') await lapseBetween(tx, happening.blockerId, happening.blockedId)
    },
  ],
}
