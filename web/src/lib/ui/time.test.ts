import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf, preferredLocale } from './language.ts'
import { sayTime, type TimeStyle } from './time.ts'

const words = {
  ui: {
    now: 'jetzt',
    today: 'heute',
    yesterday: 'gestern',
    minutes_ago: 'vor {{minutes}} Min.',
    hours_ago: 'vor {{hours}} Std.',
  },
}
const berlin = languageOf('de', words, 'Europe/Berlin')
const nowhere = languageOf('de', words, null)
const now = Date.parse('2026-11-24T22:30:00Z')
const say = (date: string, style: TimeStyle, language = berlin) => sayTime(language, new Date(date), now, style)

test('near moments are said by their distance, later ones by the clock, the day, the date', () => {
  assert.equal(say('2026-11-24T22:29:30Z', 'ago'), 'jetzt')
  assert.equal(say('2026-11-24T22:18:00Z', 'ago'), 'vor 12 Min.')
  assert.equal(say('2026-11-24T13:02:00Z', 'ago'), '14:02')
  assert.equal(say('2026-11-23T13:02:00Z', 'ago'), 'gestern')
  assert.equal(say('2026-11-20T13:02:00Z', 'ago'), 'Freitag')
  assert.equal(say('2026-10-09T13:02:00Z', 'ago'), '9. Okt.')
})

test('in full a moment has its day and its clock', () => {
  assert.equal(say('2026-11-24T12:41:00Z', 'full'), 'heute, 13:41')
})

test('the day changes at the reader’s midnight, not in Greenwich', () => {
  assert.equal(say('2026-11-24T23:30:00Z', 'day'), '25. Nov.')
  assert.equal(say('2026-11-23T23:30:00Z', 'day'), 'heute')
})

test('where the time zone is not known no clock is shown', () => {
  assert.equal(say('2026-11-24T13:02:00Z', 'clock', nowhere), 'vor 9 Std.')
  assert.equal(say('2026-11-24T13:02:00Z', 'full', nowhere), 'vor 9 Std.')
})

test('the language is what the browser would rather have, of those there are', () => {
  assert.equal(preferredLocale('de-CH,de;q=0.9,en;q=0.8'), 'de')
  assert.equal(preferredLocale('fr,en;q=0.3,de;q=0.7'), 'de')
  assert.equal(preferredLocale('fr'), 'en')
  assert.equal(preferredLocale(''), 'en')
})

test('words are counted and filled in, and mark what stands out', () => {
  const { t, pieces } = languageOf(
    'en',
    { inbox: { follow_one: '<b>{{names}}</b> follows', follow_other: '<b>{{names}}</b> follow' } },
    'UTC',
  )
  assert.equal(t('inbox.follow', { count: 1, names: 'Noor' }), '<b>Noor</b> follows')
  assert.deepEqual(pieces('inbox.follow', { count: 2, names: '<i>Noor</i> and Grete' }), [
    { strong: true, text: '<i>Noor</i> and Grete' },
    { strong: false, text: ' follow' },
  ])
})
