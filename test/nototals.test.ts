/** Nobody is counted in view of others: no answer of Kith's own API holds a total, a rank or a streak of people or what they did. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

type Schema = {
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}
type Answer = { content?: Record<string, { schema?: Schema }> }
type Api = {
  paths: Record<string, Record<string, { responses?: Record<string, Answer> }>>
  components: { schemas: Record<string, Schema> }
}

const NUMBERS = /(^|_)(counts?|totals?|ranks?|scores?|streaks?|points|levels?|karma|reputation)($|_)/
/** Mastodon's entities have them, and no screen of ours shows them; in the last they tell somebody why they are asked. */
const ALLOWED = ['Account.followers_count', 'Account.following_count', 'Account.statuses_count', 'Nudge.reason.count']

test('no answer of the API counts people, thanks or goodwill', () => {
  const api = JSON.parse(readFileSync(join(import.meta.dirname, '../openapi.json'), 'utf8')) as Api
  const found = [
    ...Object.entries(api.components.schemas).flatMap(([name, schema]) => numbersIn(schema, name)),
    ...Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ responses = {} }) =>
        Object.values(responses).flatMap(({ content = {} }) =>
          Object.values(content).flatMap(({ schema }) => (schema ? numbersIn(schema, path) : [])),
        ),
      ),
    ),
  ]
  assert.deepEqual(
    [...new Set(found)].filter((one) => !ALLOWED.includes(one)),
    [],
  )
  assert.ok(found.includes('Account.followers_count'), 'it looks where there are some')
})

function numbersIn(schema: Schema, path: string): string[] {
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema
  const inner = [items, typeof additionalProperties === 'object' ? additionalProperties : undefined]
  return [
    ...Object.entries(properties).flatMap(([key, value]) => [
      ...(NUMBERS.test(key) ? [`${path}.${key}`] : []),
      ...numbersIn(value, `${path}.${key}`),
    ]),
    ...[...inner, ...anyOf, ...oneOf, ...allOf].flatMap((one) => (one ? numbersIn(one, path) : [])),
  ]
}
