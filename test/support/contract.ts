import { loadConfig } from '#platform/config'
import type { Context } from '#platform/context'
import { createLog } from '#platform/log'
import { createApp } from '../../server/app.ts'

/** Kith's own API as its routes describe it; needs neither a database nor a network. */
export async function describeApi(): Promise<string> {
  const ctx = { config: loadConfig({ KITH_RATE_LIMITS: 'off' }), log: createLog('silent') } as Context
  const app = createApp(ctx, { findToken: async () => null, healthy: async () => true })
  const answer = await app.request('/api/kith/v1/openapi.json')
  return `${JSON.stringify(await answer.json(), null, 2)}\n`
}
