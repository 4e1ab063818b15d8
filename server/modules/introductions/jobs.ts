import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { endDue } from './actions/end.ts'
import { askHowItWas } from './actions/outcome.ts'

export function jobs(ctx: Context): Jobs {
  return { 'introductions.end': () => endDue(ctx), 'introductions.ask-after': () => askHowItWas(ctx) }
}

/** What is past its time shows as ended by itself; this is for those who are to be told. */
export const cron = ['*/5 * * * * introductions.end', '23 9 * * * introductions.ask-after']
