import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import type { MailCauses } from '#platform/mail'
import { endDueGuests, endUndelivered } from './actions.ts'
import { GUEST_MAIL } from './mail.ts'
import { isToBeMailed } from './views.ts'

export function jobs(ctx: Context): Jobs {
  return { 'guests.end': () => endDueGuests(ctx) }
}

/** What is past its time shows as ended by itself; this is for those who are to be told. */
export const cron = ['*/5 * * * * guests.end']

/** Nobody is written to about an introduction that came to nothing while its mail waited. */
export function mailCauses(ctx: Context): MailCauses {
  return {
    [GUEST_MAIL]: {
      holds: (id) => isToBeMailed(ctx.db, id, ctx.now()),
      undelivered: (tx, id) => endUndelivered(ctx, tx, id),
    },
  }
}
