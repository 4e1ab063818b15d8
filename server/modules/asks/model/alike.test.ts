import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likeness } from './alike.ts'

const ENOUGH = 0.5

test('two are alike that are about the same, in whatever form and however much the longer one adds', () => {
  for (const [one, other] of [
    ['Jemand, der alte Geigen repariert', 'Geige reparieren'],
    ['Umzug am Samstag, Bücher tragen', 'Umzüge'],
    ['Mein Fahrrad ist kaputt', 'Fahrräder flicken'],
    ['Who can repair an old violin?', 'Violins, bows'],
    ['#Orgelbau', 'Hilfe beim Orgelbau'],
  ] as const)
    assert.ok(likeness(one, other) >= ENOUGH, `${one} – ${other}: ${likeness(one, other)}`)
})

test('two are not alike for a word that could be said of anything, or for one among many', () => {
  for (const [one, other] of [
    ['Alte Rahmen', 'Welche Fenster passen in ein altes Haus?'],
    ['Wer weiß, welche Fenster passen?', 'Weiß jemand, welcher Zug nach Wien fährt?'],
    ['Alte Geigen reparieren', 'Fahrräder reparieren'],
    ['A small repair at home', 'Help to repair bicycles'],
    ['Kennt jemand einen Zahnarzt, der in Lindenau Kinder behandelt?', 'Wo in Lindenau gibt es Sauerteig und Mehl?'],
    ['', 'Brot'],
  ] as const)
    assert.ok(likeness(one, other) < ENOUGH, `${one} – ${other}: ${likeness(one, other)}`)
})

test('a word that is to say nothing here says nothing', () => {
  assert.equal(likeness('Zimmer in Lindenau', 'Lindenau zeigen', new Set(['lindenau'])), 0)
})
