import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asWritten } from './why.ts'

test('words stand as they were written, and in German the names of things alone where there are some', () => {
  const ask = {
    question: 'Wer kann meine Geige reparieren?',
    details: '<p>Der Steg ist <b>lose</b>.</p>',
    language: 'de',
  }
  assert.deepEqual(asWritten(['geige', 'reparieren', 'steg'], ask), ['Geige', 'Steg'])
  assert.deepEqual(asWritten(['lose'], ask), ['lose'])
  assert.deepEqual(asWritten(['violin'], { question: 'Who mends a violin?', details: '', language: 'en' }), ['violin'])
})
