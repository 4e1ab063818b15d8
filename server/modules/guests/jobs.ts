import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import type { MailCauses } from '#platform/mail'
import { askHowItWas, endDueGuests, endUndelivered, isToBeMailed } from './actions.ts'
import { GUEST_MAIL } from './mail.ts'

export function jobs(ctx: Context): Jobs {
  return { 'guests.end': () => endDueGuests(ctx), 'guests.ask-after': () => askHowItWas(ctx) }
}

/** What is past its time shows as ended by itself; this is for those who are to be told. */
export const cron = ['*/5 * * * * guests.end', '29 9 * * * guests.ask-after']

/** Nobody is written to about an introduction that came to nothing while its mail waited. */
export function mailCauses(ctx: Context): MailCauses {
  return {
    [GUEST_MAIL]: {
      holds: (id) => isToBeMailed(ctx, id),
      undelivered: (tx, id) => endUndelivered(ctx, tx, id),
    },
  }
}
