/**
 * What Prometheus reads at /metrics: answers by route and status and how long they took, the event loop, memory, the
 * database's connections and the jobs that wait. Routes are patterns, never addresses, so nobody's name is in a label.
 */
import type pg from 'pg'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#platform/db'
import { countJobs } from '#platform/jobs'

export type Answered = { method: string; route: string; status: number; seconds: number }

export type Metrics = {
  answered(request: Answered): void
  /** In Prometheus's text format. */
  read(): Promise<{ type: string; text: string }>
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(parts: { pool: pg.Pool; db: Database }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'kith_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'kith_http_request_duration_seconds',
    help: 'How long an answer took.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  })
  watchPool(parts.pool, registers)
  watchJobs(parts.db, registers)
  return {
    answered({ method: wanted, route, status, seconds }) {
      // Whoever makes methods up must not fill the memory with them.
      const method = METHODS.includes(wanted) ? wanted : 'other'
      answers.inc({ method, route, status })
      durations.observe({ method, route }, seconds)
    },
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

function watchPool(pool: pg.Pool, registers: Registry[]) {
  const connections = new Gauge({
    name: 'kith_database_connections',
    help: 'Connections of this process to the database.',
    labelNames: ['state'],
    registers,
    collect() {
      connections.set({ state: 'idle' }, pool.idleCount)
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
    },
  })
  const waiting: Gauge = new Gauge({
    name: 'kith_database_waiting',
    help: 'How many wait for a connection.',
    registers,
    collect: () => void waiting.set(pool.waitingCount),
  })
}

function watchJobs(db: Database, registers: Registry[]) {
  const jobs = new Gauge({
    name: 'kith_jobs',
    help: 'Jobs: due (to be done now), later (at their time or after a failure), failed (given up).',
    labelNames: ['state'],
    registers,
    async collect() {
      jobs.reset()
      // Without a database the rest is still worth telling.
      const counts = await countJobs(db).catch(() => [])
      for (const { state, count } of counts) jobs.set({ state }, count)
    },
  })
}
