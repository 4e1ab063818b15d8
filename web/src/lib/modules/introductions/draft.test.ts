import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { GUEST, keepIntroductionDraft, readIntroductionDraft } from './draft.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })
})

const draft = { note: 'Geigen', meeting: '', words: {}, guest: { name: '', email: '', word: '', locale: '' } } as const

test('what was begun to two is there for these two, in whatever order, and for nobody else', () => {
  keepIntroductionDraft('1', ['jule', 'noor'], draft)
  assert.equal(readIntroductionDraft('1', ['noor', 'jule']).note, 'Geigen')
  for (const [who, two] of [
    ['1', ['jule', 'paul']],
    ['1', ['jule', GUEST]],
    ['2', ['jule', 'noor']],
  ] as const)
    assert.equal(readIntroductionDraft(who, two).note, '')
})

test('what is asked or emptied is kept no longer', () => {
  keepIntroductionDraft('1', ['jule', GUEST], { ...draft, note: '', guest: { ...draft.guest, name: 'Ida' } })
  assert.equal(readIntroductionDraft('1', ['jule', GUEST]).guest.name, 'Ida')
  keepIntroductionDraft('1', ['jule', GUEST], { ...draft, note: ' ' })
  assert.equal(kept.size, 0)
})
