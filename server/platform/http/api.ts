import { OpenAPIHono } from '@hono/zod-openapi'
import { refuse } from '#platform/refusal'
import type { Env } from './env.ts'

/** A router of Kith's own API: its routes describe themselves in OpenAPI, and what does not fit them is refused. */
export function createApi(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    strict: false,
    defaultHook(result) {
      if (result.success) return
      const issue = result.error.issues[0]
      const field = issue?.path.map(String).join('.') || '?'
      throw refuse('invalid', 'common.wrong_field', { field })
    },
  })
}
