import assert from 'node:assert/strict'
import { test } from 'node:test'
import { innerPath } from './paths.ts'

test('after signing in one stays here, whatever the address says', () => {
  assert.equal(innerPath('/@jule/1?x=2#say'), '/@jule/1?x=2#say')
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    null,
  ])
    assert.equal(innerPath(elsewhere), '/')
})
