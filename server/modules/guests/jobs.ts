import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import type { MailCauses } from '#platform/mail'
import { endDueGuests, endUndelivered, isToBeMailed } from './actions.ts'
import { GUEST_MAIL } from './mail.ts'

export function jobs(ctx: Context): Jobs {
  return { 'guests.end': () => endDueGuests(ctx) }
}

/** What is past its time shows as ended by itself; this is for those who are to be told. */
export const cron = ['*/5 * * * * guests.end']

/** Nobody is written to about an introduction that came to nothing while its mail waited. */
export function mailCauses(ctx: Context): MailCauses {
  return {
    [GUEST_MAIL]: {
      holds: (id) => isToBeMailed(ctx, id),
      undelivered: (tx, id) => endUndelivered(ctx, tx, id),
    },
  }
}
