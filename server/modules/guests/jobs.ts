import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { endDueGuests } from './actions.ts'

export function jobs(ctx: Context): Jobs {
  return { 'guests.end': () => endDueGuests(ctx) }
}

/** What is past its time shows as ended by itself; this is for those who are to be told. */
export const cron = ['*/5 * * * * guests.end']
