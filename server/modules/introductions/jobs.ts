import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { endDue } from './actions.ts'

export function jobs(ctx: Context): Jobs {
  return { 'introductions.end': () => endDue(ctx) }
}

/** What is past its time shows as ended by itself; this is for those who are to be told. */
export const cron = ['*/5 * * * * introductions.end']
