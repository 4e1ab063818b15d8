/**
 * The register: every module once, each after those it may know. A module's front says what it brings: routes of Kith's
 * API, jobs, cron lines, and what it does in the transaction of somebody else's happening.
 */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Reaction } from '#platform/context'
import type { Env } from '#platform/http'
import type { Jobs } from '#platform/jobs'

export type Module = {
  name: string
  routes?: (ctx: Context) => OpenAPIHono<Env>
  jobs?: (ctx: Context) => Jobs
  /** Lines of graphile-worker's crontab, in UTC. */
  cron?: string[]
  reactions?: Reaction[]
}

export const modules: Module[] = []
