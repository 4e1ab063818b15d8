import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
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

const MOST_BYTES = 1024 * 1024

/** Nobody fills the memory: what is longer is refused before it is read. */
export function limitBodies() {
  return bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw refuse('too_large', 'common.too_large', { kilobytes: MOST_BYTES / 1024 })
    },
  })
}
