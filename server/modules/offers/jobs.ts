import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { tellMatches } from './actions/match.ts'
import { endDue } from './actions/offer.ts'
import { proposeRings, proposeRingsTo } from './actions/propose.ts'
import { endDueRings } from './actions/rings.ts'
import { drawDue } from './actions/take.ts'

export function jobs(ctx: Context): Jobs {
  return {
    'offers.match': ({ id }: { id: string }) => tellMatches(ctx, id),
    'offers.rings': ({ id }: { id: string }) => proposeRings(ctx, id),
    'offers.rings-again': ({ personIds }: { personIds: string[] }) => proposeRingsTo(ctx, personIds),
    'offers.end': () => endDue(ctx),
    'offers.end-rings': () => endDueRings(ctx),
    'offers.draw': () => drawDue(ctx),
  }
}

export const cron = ['*/10 * * * * offers.end', '*/10 * * * * offers.end-rings', '* * * * * offers.draw']
