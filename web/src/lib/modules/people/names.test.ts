import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Account } from '#lib/api/entities.ts'
import { firstName } from './names.ts'

const called = (name: string) => firstName({ display_name: name, username: 'somebody' } as Account)

test('somebody is called by the first name, whatever titles stand before it', () => {
  assert.equal(called('Jule Brandt'), 'Jule')
  assert.equal(called('Prof. Dr. Maximiliane Holm'), 'Maximiliane')
  assert.equal(called('Dr Noor Haddad'), 'Noor')
  assert.equal(called('Dr.-Ing. Uwe Kranz'), 'Uwe')
  assert.equal(called('Prof. Dr. h.c. Ilse Wagner'), 'Ilse')
  assert.equal(called('Mag Ferdinand'), 'Mag', 'without its dot it may be a name')
  assert.equal(called('Frau Ebeling'), 'Ebeling')
  assert.equal(called('J. Brandt'), 'J.', 'an initial is a name')
  assert.equal(called('Dr.'), 'Dr.')
  assert.equal(called('  '), 'somebody')
})
