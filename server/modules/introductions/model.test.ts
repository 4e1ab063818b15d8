import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LIMITS as STATUS_LIMITS } from '#modules/statuses'
import { cleanText, countCharacters, mentionsIn } from '#platform/text'
import { cleanNote, cleanWord, LIMITS, openingWords } from './model.ts'

const handles = ['jule_'.repeat(6), 'noor_'.repeat(6)]

test('a note says why and has its limit, a word to one alone may be missing', () => {
  assert.throws(() => cleanNote(' \u0000\n '), { code: 'introductions.note_missing' })
  assert.equal(cleanNote(' a\r\nb '), 'a\nb')
  assert.equal(cleanNote('ä'.repeat(LIMITS.note)).length, LIMITS.note)
  assert.throws(() => cleanNote('ä'.repeat(LIMITS.note + 1)), { code: 'introductions.note_too_long' })
  assert.equal(cleanWord(undefined), null)
  assert.equal(cleanWord(' \n'), null)
  assert.throws(() => cleanWord('ä'.repeat(LIMITS.word + 1)), { code: 'introductions.word_too_long' })
})

test('the opening words call in the two and nobody else', () => {
  const words = openingWords('@jule, ask @noor and @paul or @paul@social.example. mail@kith.test', ['Jule', 'noor'])
  assert.deepEqual(mentionsIn(words), ['jule', 'noor'])
  assert.equal(
    words.replaceAll('\u2060', ''),
    '@Jule @noor\n\n@jule, ask @noor and @paul or @paul@social.example. mail@kith.test',
  )
})

test('whatever note is taken can be said when they meet', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '@a ',
      '@a@long.example.com ',
      '@a@b ',
      'http://a.b ',
      `https://a.b/${'c'.repeat(300)} `,
      '#a ',
      '\n',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
  )
  const long = fc.tuple(part, fc.nat({ max: 400 })).map(([text, times]) => text.repeat(times))
  fc.assert(
    fc.property(fc.array(fc.oneof(part, long), { maxLength: 4 }), (parts) => {
      let note: string
      try {
        note = cleanNote(parts.join(''))
      } catch {
        return
      }
      const words = cleanText(openingWords(note, handles))
      assert.ok(countCharacters(words) <= STATUS_LIMITS.characters)
      assert.deepEqual(mentionsIn(words), handles)
    }),
    { numRuns: 100 },
  )
})
