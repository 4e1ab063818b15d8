import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApi, isUnreachable, Refusal } from './client.ts'

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  createApi(async () => new Response(JSON.stringify(body), { status, headers }))

test('a refusal carries its code and its sentence, in Kith’s form and in Mastodon’s', async () => {
  const told = (code: string, sentence: string) => (error: unknown) =>
    error instanceof Refusal && error.code === code && error.message === sentence
  await assert.rejects(answering(422, { code: 'x.y', detail: 'So nicht.' }).get('/a'), told('x.y', 'So nicht.'))
  await assert.rejects(answering(422, { error: 'So nicht.', error_code: 'x.y' }).get('/a'), told('x.y', 'So nicht.'))
})

test('no answer at all is told apart from a refusal', async () => {
  const api = createApi(() => Promise.reject(new TypeError('fetch failed')))
  await assert.rejects(api.get('/a'), isUnreachable)
})

test('a full page says where the older ones begin, one that is not full is the last', async () => {
  const link = '<https://k.example/api?max_id=7>; rel="next", <https://k.example/api?min_id=9>; rel="prev"'
  assert.deepEqual(await answering(200, [1, 2], { link }).page('/a', { limit: 2 }), {
    items: [1, 2],
    older: '7',
    newer: '9',
  })
  assert.equal((await answering(200, [1], { link }).page('/a', { limit: 2 })).older, null)
})

test('lists and absent values go into the query as Mastodon reads them', async () => {
  let asked = ''
  const api = createApi(async (url) => {
    asked = String(url)
    return Response.json([])
  })
  await api.get('/a', { id: ['1', '2'], q: 'ä', none: null, limit: 3 })
  assert.equal(asked, '/a?id%5B%5D=1&id%5B%5D=2&q=%C3%A4&limit=3')
})
