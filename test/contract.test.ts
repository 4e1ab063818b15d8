/** What is generated and committed is fresh, and every sentence is there in every language. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { describeApi } from '#test/contract'
import { verifySchema } from '#test/schema'

const ROOT = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

type Words = { [key: string]: string | Words }

describe('what is committed', () => {
  it('openapi.json is what the routes say (npm run openapi)', async () => {
    assert.equal(read('openapi.json'), await describeApi())
  })

  it('the types of the rows are those of the migrated database (npm run schema)', async () => {
    await verifySchema()
  })
})

describe('the sentences', () => {
  const languages = globSync('locales/*.json', { cwd: ROOT }).map(
    (path) => [path, flat(JSON.parse(read(path)))] as const,
  )
  const [, english] = languages.find(([path]) => path.endsWith('en.json'))!

  it('are the same in every language, and none is empty', () => {
    for (const [path, words] of languages) {
      assert.deepEqual([...words.keys()].sort(), [...english.keys()].sort(), path)
      for (const [key, sentence] of words) assert.notEqual(sentence.trim(), '', `${path}: ${key}`)
    }
  })

  it('are filled in with the same things in every language', () => {
    for (const [path, words] of languages) {
      for (const [key, sentence] of words)
        assert.deepEqual(slots(sentence), slots(english.get(key)!), `${path}: ${key}`)
    }
  })

  it('say every refusal that the server knows', () => {
    const files = globSync('server/**/*.ts', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'))
    const codes = files.flatMap((path) =>
      [...read(path).matchAll(/refuse\(\s*'\w+',\s*'([\w.]+)'/g)].map((match) => match[1]!),
    )
    assert.ok(codes.length > 50, 'the codes are found')
    assert.deepEqual(
      [...new Set(codes)].filter((code) => !english.has(`refusals:${code}`)),
      [],
    )
  })

  it('speak German with du', () => {
    const [, german] = languages.find(([path]) => path.endsWith('de.json'))!
    const stiff = [...german].filter(([, sentence]) => /\b(Ihnen|Ihre[mnrs]?|Benutzer|Nutzer)\b/.test(sentence))
    assert.deepEqual(stiff, [])
  })
})

function flat(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}:`)],
    ),
  )
}

function slots(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]!))].sort()
}
