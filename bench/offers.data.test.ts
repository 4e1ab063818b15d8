import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Item = {
  id: string
  part: 'tuning' | 'held'
  kind: 'offer' | 'need'
  lang: 'de' | 'en'
  how: 'gift' | 'lend' | 'swap' | 'time'
  where?: string
  what: string
  details?: string
  matches: string[]
}

const text = readFileSync(new URL('data/offers.json', import.meta.url), 'utf8')
const items = (JSON.parse(text) as { items: Item[] }).items
const byId = new Map(items.map((item) => [item.id, item]))
const parts = (['tuning', 'held'] as const).map((part) => items.filter((item) => item.part === part))

test('three hundred offers and needs stand in two halves alike', () => {
  assert.equal(items.length, 300)
  assert.equal(byId.size, 300)
  for (const half of parts) {
    assert.equal(half.length, 150)
    assert.equal(half.filter(({ kind }) => kind === 'offer').length, 75)
    assert.equal(half.filter(({ kind }) => kind === 'need').length, 75)
    between(half.filter(({ lang }) => lang === 'en').length / half.length, 0.29, 0.37)
    between(half.filter(({ matches }) => matches.length === 0).length / half.length, 0.13, 0.19)
  }
})

test('every item is written as the product takes it', () => {
  for (const { id, kind, lang, how, where, what, details } of items) {
    assert.match(id, kind === 'offer' ? /^o-[a-z0-9]+$/ : /^n-[a-z0-9]+$/)
    assert.ok(['offer', 'need'].includes(kind) && ['de', 'en'].includes(lang), id)
    assert.ok(['gift', 'lend', 'swap', 'time'].includes(how), id)
    between(what.length, 3, 90)
    for (const words of [what, details ?? 'none', where ?? 'none']) assert.equal(words, words.trim() || 'words', id)
  }
})

test('no text stands there twice', () => {
  for (const texts of [items.map(({ what }) => what), items.flatMap(({ details }) => details ?? [])]) {
    assert.equal(new Set(texts.map((said) => said.toLowerCase())).size, texts.length)
  }
})

test('matches lead to the other kind in the same half, and back', () => {
  for (const item of items) {
    assert.equal(new Set(item.matches).size, item.matches.length, item.id)
    for (const id of item.matches) {
      const other = byId.get(id)
      assert.ok(other, `${item.id} names ${id}`)
      assert.notEqual(other.kind, item.kind, `${item.id} ${id}`)
      assert.equal(other.part, item.part, `${item.id} ${id}`)
      assert.ok(other.matches.includes(item.id), `${id} does not name ${item.id}`)
    }
  }
})

test('whoever has a match has between one and six, two and a half in the mean', () => {
  for (const half of parts) {
    const counts = half.map(({ matches }) => matches.length).filter((count) => count > 0)
    assert.ok(Math.max(...counts) <= 6)
    assert.ok(counts.reduce((a, b) => a + b, 0) / counts.length >= 2.5)
    assert.ok(counts.filter((count) => count >= 3).length >= 60)
  }
})

function between(value: number, low: number, high: number): void {
  assert.ok(value >= low && value <= high, `${value} is not between ${low} and ${high}`)
}
