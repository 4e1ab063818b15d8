import type { Context } from '#platform/context'
import type { Jobs } from '#platform/jobs'
import { dropOldAttempts } from '#platform/throttle'
import { dropUnusedApps } from './store/apps.ts'
import { dropOldCodes } from './store/codes.ts'

/** Sweeps out what nobody needs any more. */
export function jobs(ctx: Context): Jobs {
  return {
    'accounts.sweep': async () => {
      await dropOldCodes(ctx.db, ctx.now())
      await dropUnusedApps(ctx.db, ctx.now().subtract({ hours: 48 }))
      await dropOldAttempts(ctx.db)
    },
  }
}
