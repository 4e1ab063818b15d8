import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { greetUnanswered } from './actions/greet.ts'
import { routeAsk } from './actions/route.ts'

export function jobs(ctx: Context): Jobs {
  return { 'asks.route': ({ id }: { id: string }) => routeAsk(ctx, id), 'asks.greet': () => greetUnanswered(ctx) }
}

export const cron = ['7,37 * * * * asks.greet']
