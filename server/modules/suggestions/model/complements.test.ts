import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complements } from './complements.ts'
import { readFacts, type Facts } from './reasons.ts'

const MOST = 240
const nothing = { helps_with: [], looks_for: [], asks: [], topics: [], languages: [], places: [] }
const read = (all: (Partial<Facts> & { id: string })[]) => all.map((one) => readFacts({ ...nothing, ...one }))
const always = () => true

test('whoever seeks what another offers is found, the most alike first, and nobody who only says something similar', () => {
  const town = read([
    { id: 'jule', looks_for: ['Jemand, der alte Geigen repariert'] },
    { id: 'noor', asks: ['Wer kann Brot backen, mit Sauerteig und Geduld?'] },
    { id: 'tomasz', helps_with: ['Umzug', 'Geige reparieren'] },
    { id: 'paul', helps_with: ['Brot, Sauerteig, Pizza'], looks_for: ['Brot'] },
    { id: 'aylin', helps_with: ['Fahrräder reparieren'] },
  ])
  assert.deepEqual(complements(town, always, MOST), [
    ['jule', 'tomasz'],
    ['noor', 'paul'],
  ])
  assert.deepEqual(complements(town, always, 1), [['jule', 'tomasz']])
})

test('however many must not be suggested, the one pair that may is not crowded out', () => {
  const seekers = Array.from({ length: 30 }, (_, i) => ({ id: `s${i}`, looks_for: ['Brot'] }))
  const helpers = Array.from({ length: 30 }, (_, i) => ({ id: `h${i}`, helps_with: ['Brot backen'] }))
  const open = (one: string, other: string) => one === 's29' && other === 'h29'
  assert.deepEqual(complements(read([...seekers, ...helpers]), open, MOST), [['s29', 'h29']])
})

test('four hundred people with much to say are compared in a moment, also where all speak of the same', () => {
  const said = (i: number, what: string) =>
    `${what} ${(i * 7) % 90}xa und ${(i * 11) % 70}yo in der Werkstatt von ${i % 13}ze`
  const town = Array.from({ length: 400 }, (_, i) => ({
    id: String(i),
    helps_with: [0, 1, 2].map((n) => said(i + n, 'Geigen und Möbel')),
    looks_for: [3, 4, 5].map((n) => said(i + n, 'Geigen und Möbel')),
    asks: [6, 7].map((n) => said(i + n, 'Wer kennt eine Geige?')),
  }))
  const { user } = process.cpuUsage()
  assert.equal(complements(read(town), always, MOST).length, MOST)
  const seconds = (process.cpuUsage().user - user) / 1e6
  assert.ok(seconds < 1, `${seconds} s`)
})
