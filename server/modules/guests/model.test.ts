import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#platform/refusal'
import { requireNoAddress } from './model.ts'

const ADDRESS = 'margarethe@post.example'
const isRefused = (...words: (string | null)[]) => {
  try {
    requireNoAddress(words, ADDRESS)
    return false
  } catch (error) {
    assert.equal((error as Refusal).code, 'guests.address_in_words')
    return true
  }
}

test('no e-mail address stands in the words to either, the guest’s or another’s, however it is written', () => {
  for (const words of [
    `Schreib ihr: ${ADDRESS}.`,
    'MARGARETHE@Post.Example',
    '@margarethe@post.example',
    'margarethe＠post.example',
    'margarethe (at) post.example',
    'margarethe [at] post.example',
    'Oder an ute.möller+geigen@büro.example!',
    '<mailto:ute@post.example>',
  ])
    assert.ok(isRefused(null, words), words)
})

test('everything else may be said', () => {
  for (const words of ['Treffen @ Café Linde', 'Frag @tomasz@lindenau.example', 'um 3 @ 5', 'www.geigen.example', ''])
    assert.ok(!isRefused(words), words)
})
