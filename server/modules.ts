/**
 * The register: every module once, each after those it may know. A module's front says what it brings: routes of Kith's
 * API, jobs, cron lines, and what it does in the transaction of somebody else's happening.
 */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Transaction } from 'kysely'
import type { Context, Happening, Reaction } from '#platform/context'
import type { DB } from '#platform/db'
import type { Events } from '#platform/events'
import type { Env } from '#platform/http'
import type { Jobs } from '#platform/jobs'
import { mailJobs, type MailCauses } from '#platform/mail'
import { accounts } from '#modules/accounts'
import { acquaintance } from '#modules/acquaintance'
import { asks } from '#modules/asks'
import { circles } from '#modules/circles'
import { goodwill } from '#modules/goodwill'
import { guests } from '#modules/guests'
import { introductions } from '#modules/introductions'
import { media } from '#modules/media'
import { moderation } from '#modules/moderation'
import { notices } from '#modules/notices'
import { offers } from '#modules/offers'
import { people } from '#modules/people'
import { requests } from '#modules/requests'
import { statuses } from '#modules/statuses'
import { suggestions } from '#modules/suggestions'
import { ties } from '#modules/ties'
import { timelines } from '#modules/timelines'

export type Module = {
  name: string
  routes?: (ctx: Context) => OpenAPIHono<Env>
  jobs?: (ctx: Context) => Jobs
  /** Lines of graphile-worker's crontab, in UTC. */
  cron?: string[]
  reactions?: Reaction[]
  /** What it queues mails for, to be asked again before one leaves. */
  mailCauses?: (ctx: Context) => MailCauses
  /** What it follows of what is announced while the process runs, whatever its role; answers how to stop. */
  watch?: (ctx: Context, events: Events) => () => void
}

export const modules: Module[] = [
  people,
  notices,
  timelines,
  ties,
  circles,
  media,
  statuses,
  accounts,
  acquaintance,
  introductions,
  requests,
  guests,
  asks,
  offers,
  goodwill,
  suggestions,
  moderation,
]

export function allJobs(ctx: Context): Jobs {
  const causes: MailCauses = Object.assign({}, ...modules.map((module) => module.mailCauses?.(ctx) ?? {}))
  return Object.assign(mailJobs(ctx, causes), ...modules.map((module) => module.jobs?.(ctx) ?? {}))
}

export function crontab(): string {
  return modules.flatMap((module) => module.cron ?? []).join('\n')
}

/** Lets every module follow what is announced; answers how to stop. */
export function watchAll(ctx: Context, events: Events): () => void {
  const stops = modules.flatMap((module) => module.watch?.(ctx, events) ?? [])
  return () => stops.forEach((stop) => stop())
}

/** Lets every module react to a happening, in the register's order and in the happening's own transaction. */
export async function happen(ctx: Context, tx: Transaction<DB>, happening: Happening): Promise<void> {
  for (const module of modules) for (const react of module.reactions ?? []) await react(ctx, tx, happening)
}
