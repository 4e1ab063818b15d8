import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRouter } from './index.ts'
import { readBody, unfold } from './body.ts'

const form = (text: string) => unfold(new URLSearchParams(text))

test('Rails’ bracket names become objects and lists', () => {
  assert.deepEqual(form('a=1&b[c]=2&b[d][e]=3&l[]=x&l[]=y'), { a: '1', b: { c: '2', d: { e: '3' } }, l: ['x', 'y'] })
  assert.deepEqual(form('f[0][n]=a&f[0][v]=1&f[1][n]=b'), { f: { 0: { n: 'a', v: '1' }, 1: { n: 'b' } } })
})

test('a list of objects begins its next one where a name comes again', () => {
  assert.deepEqual(form('f[][n]=a&f[][v]=1&f[][n]=b&f[][v]=2'), {
    f: [
      { n: 'a', v: '1' },
      { n: 'b', v: '2' },
    ],
  })
})

test('what is neither is kept out of harm', () => {
  assert.deepEqual(form('__proto__[x]=1&a[__proto__]=2'), {})
  assert.deepEqual(form('a[b][c][d][e][f][g]=1'), {})
  assert.deepEqual(form('a=1&a[]=2&a[b]=3'), { a: { b: '3' } })
  assert.equal(({} as { x?: string }).x, undefined)
})

test('an id that is sent as a number keeps its digits', async () => {
  const app = createRouter()
  app.post('/', async (c) => c.json(await readBody(c)))
  const body = '{"id":117673148892325589,"near":-9007199254740993,"small":7,"half":1.5,"ids":[117673148892325589]}'
  const answer = await app.request('/', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  assert.deepEqual(await answer.json(), {
    id: '117673148892325589',
    near: '-9007199254740993',
    small: 7,
    half: 1.5,
    ids: ['117673148892325589'],
  })
})
