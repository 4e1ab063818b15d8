import { sql } from 'kysely'
import type { Context } from '#platform/context'
import { tokenHash } from '#platform/secrets'

export type Place = {
  name: string
  description: string
  begun: boolean
  /** How many requests to be introduced somebody may have open, and how many a week reach each. */
  requests_open: number
  requests_weekly: number
}

export async function viewPlace(ctx: Context): Promise<Place> {
  const { name, description, begunAt, requestsOpen, requestsWeekly } = await ctx.db
    .selectFrom('place')
    .select(['name', 'description', 'begunAt', 'requestsOpen', 'requestsWeekly'])
    .executeTakeFirstOrThrow()
  return {
    name,
    description,
    begun: begunAt !== null,
    requests_open: requestsOpen,
    requests_weekly: requestsWeekly,
  }
}

export async function isBeginning(ctx: Context, token: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('place')
    .select('onlyRow')
    .where('beginning', '=', tokenHash(token))
    .where('begunAt', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Whom to turn to: the owner; null while there is none. */
export async function findOwner(ctx: Context): Promise<{ personId: string; email: string } | null> {
  const owner = ctx.db.selectFrom('accounts').select(['personId', 'email']).where('role', '=', 'owner')
  return (await owner.executeTakeFirst()) ?? null
}

/** How many people sign in here, and how many of them did within the last four weeks. */
export async function countAccounts(ctx: Context): Promise<{ all: number; active: number }> {
  const since = ctx.now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ weeks: 4 }).toString()
  const { all, active } = await ctx.db
    .selectFrom('accounts')
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`(count(*) filter (where last_seen_on >= ${since}::date))::int`.as('active'),
    ])
    .where('awaitingApproval', '=', false)
    .executeTakeFirstOrThrow()
  return { all, active }
}
