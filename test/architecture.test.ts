/** The rules of ARCHITECTURE.md that a machine can hold, read from the code as it is. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, it } from 'node:test'

const ROOT = resolve(import.meta.dirname, '..')

const ORDER = [
  'audience',
  'people',
  'notices',
  'timelines',
  'ties',
  'circles',
  'media',
  'statuses',
  'accounts',
  'acquaintance',
  'introductions',
  'requests',
  'guests',
  'asks',
  'offers',
  'goodwill',
  'suggestions',
  'moderation',
]
const MODULE_FILES = ['index', 'model', 'store', 'views', 'actions', 'routes', 'federation', 'jobs', 'mail']

const TABLES: Record<string, string[]> = {
  audience: [],
  people: ['people'],
  notices: ['notices'],
  timelines: ['homeFeed', 'homeFeeds', 'markers'],
  ties: ['follows', 'followRequests', 'blocks', 'mutes', 'personNotes'],
  circles: ['circles', 'circleMembers'],
  media: ['media'],
  statuses: [
    'statuses',
    'statusMentions',
    'tags',
    'statusTags',
    'statusEdits',
    'favourites',
    'bookmarks',
    'pins',
    'threadMutes',
    'conversations',
    'idempotencyKeys',
  ],
  accounts: ['place', 'apps', 'invites', 'accounts', 'accessTokens', 'authorizationCodes'],
  acquaintance: ['rankings'],
  introductions: ['introductions', 'introductionParties', 'neverPairs'],
  requests: ['introductionRequests', 'requestSteps'],
  guests: ['guests', 'guestIntroductions', 'guestLinks'],
  asks: ['asks', 'answers', 'nudges', 'askSettings'],
  offers: ['offers', 'takers', 'rings', 'ringMembers'],
  goodwill: ['thanks', 'thanksChain', 'passings'],
  suggestions: ['passedPairs'],
  moderation: ['reports'],
}

type File = { path: string; text: string; imports: string[]; test: boolean }

const server = filesBelow('server')
const sources = server.filter((file) => !file.test)

describe('the structure', () => {
  it('platform imports nothing of ours but platform', () => {
    const wrong = importsOf(
      (file) => file.path.startsWith('server/platform/'),
      (name, file) =>
        name.startsWith('#modules/') || (name.startsWith('.') && !targetOf(file, name).startsWith('server/platform/')),
    )
    assert.deepEqual(wrong, [])
  })

  it('a module imports the fronts of those before it in the order, and nobody else', () => {
    const wrong = importsOf(
      (file) => moduleOf(file.path) !== null,
      (name, file) => {
        const imported = /^#modules\/(\w+)$/.exec(name)?.[1]
        return imported !== undefined && ORDER.indexOf(imported) >= ORDER.indexOf(moduleOf(file.path)!)
      },
    )
    assert.deepEqual(wrong, [])
  })

  it('every module stands in the order and in the register', () => {
    assert.deepEqual(readdirSync(join(ROOT, 'server/modules')).sort(), [...ORDER].sort())
    const register = read('server/modules.ts')
    const silent = ORDER.filter(
      (name) =>
        /export const \w+: Module/.test(read(`server/modules/${name}/index.ts`)) &&
        !register.includes(`#modules/${name}'`),
    )
    assert.deepEqual(silent, [])
  })

  it('no relative import leaves its module', () => {
    const wrong = importsOf(
      (file) => moduleOf(file.path) !== null,
      (name, file) =>
        name.startsWith('.') &&
        moduleOf(targetOf(file, name)) !== moduleOf(file.path) &&
        !/^server\/modules\.ts$/.test(targetOf(file, name)),
    )
    assert.deepEqual(wrong, [])
  })

  it('nobody imports a door', () => {
    const door = /^server\/(mastodon|federation|cli|mail)\//
    const wrong = importsOf(
      (file) => !door.test(file.path) && !['server/app.ts', 'server/start.ts', 'server/run.ts'].includes(file.path),
      (name, file) => name.startsWith('.') && door.test(targetOf(file, name)),
    )
    assert.deepEqual(wrong, [])
  })

  it('Hono is known to routes, doors, app.ts and platform/http alone', () => {
    const allowed = /^server\/(mastodon\/|platform\/http\/|app\.ts|start\.ts|modules\.ts|modules\/\w+\/routes)/
    assert.deepEqual(
      importsOf(
        (file) => !allowed.test(file.path),
        (name) => /^(hono|@hono\/)/.test(name),
      ),
      [],
    )
  })

  it('Kysely is known to store, views, the audience and platform alone', () => {
    const allowed = /^server\/(platform\/|modules\/\w+\/(store|views)|modules\/audience\/|modules\.ts)/
    const wrong = importsOf(
      (file) => !allowed.test(file.path),
      (name) => name === 'kysely',
    )
    assert.deepEqual(wrong, [])
  })

  it('environment and clock are read in platform alone', () => {
    const reads = /process\.env|Date\.now\(|new Date\(\)|Temporal\.Now/
    const wrong = sources.filter(
      (file) => !file.path.startsWith('server/platform/') && reads.test(withoutComments(file.text)),
    )
    assert.deepEqual(
      wrong.map((file) => file.path),
      [],
    )
  })

  it('only its owner’s store writes a table', () => {
    const wrong: string[] = []
    for (const file of sources) {
      for (const table of writtenIn(file.text)) {
        const owner = Object.keys(TABLES).find((name) => TABLES[name]!.includes(table))
        const home = owner && file.path.startsWith(`server/modules/${owner}/store`)
        if (owner && !home) wrong.push(`${file.path} writes ${table} of ${owner}`)
      }
    }
    assert.deepEqual(wrong, [])
  })

  it('a module has only the files a newcomer expects', () => {
    const names = server.filter((file) => moduleOf(file.path)).map((file) => file.path.split('/').slice(3).join('/'))
    const wrong = names.filter((name) => {
      const [first = ''] = name.split('/')
      const base = first.replace(/(\.test)?\.ts$/, '')
      return !MODULE_FILES.includes(base) && !name.endsWith('.test.ts')
    })
    assert.deepEqual(wrong, [])
  })

  it('no file is longer than 300 lines', () => {
    const long = [...sources, ...filesBelow('web/src'), ...filesBelow('bin')].filter(
      (file) => !file.path.endsWith('schema.ts') && file.text.split('\n').length > 301,
    )
    assert.deepEqual(
      long.map((file) => `${file.path}: ${file.text.split('\n').length}`),
      [],
    )
  })

  it('the web client imports nothing of the server', () => {
    const wrong = filesBelow('web/src').filter((file) =>
      file.imports.some((name) => /#modules|#platform|\/server\//.test(name)),
    )
    assert.deepEqual(
      wrong.map((file) => file.path),
      [],
    )
  })

  it('no name says utils, helpers, services, managers or types', () => {
    const vague = [...server, ...filesBelow('web/src')].filter((file) =>
      /\b(utils?|helpers?|services?|managers?|types|constants)\b/.test(file.path),
    )
    assert.deepEqual(
      vague.map((file) => file.path),
      [],
    )
  })
})

function importsOf(which: (file: File) => boolean, wrong: (name: string, file: File) => boolean): string[] {
  return sources
    .filter(which)
    .flatMap((file) => file.imports.filter((name) => wrong(name, file)).map((name) => `${file.path} imports ${name}`))
}

function moduleOf(path: string): string | null {
  return /^server\/modules\/(\w+)\//.exec(path)?.[1] ?? null
}

function targetOf(file: File, name: string): string {
  return relative(ROOT, resolve(ROOT, dirname(file.path), name))
    .split(sep)
    .join('/')
}

function writtenIn(text: string): string[] {
  const builders = [...text.matchAll(/(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)/g)].map((match) => match[1]!)
  const statements = [
    ...withoutComments(text).matchAll(/\b(?:insert into|delete from|update)\s+([a-z_]+)\b(?=[\s(])(?! of\b)/g),
  ].map((match) => match[1]!.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
  return [...builders, ...statements]
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

function filesBelow(folder: string): File[] {
  const found: File[] = []
  const walk = (path: string) => {
    for (const name of readdirSync(join(ROOT, path))) {
      if (name === 'node_modules' || name.startsWith('.')) continue
      const inner = `${path}/${name}`
      if (statSync(join(ROOT, inner)).isDirectory()) walk(inner)
      else if (/\.(ts|js|svelte)$/.test(name)) {
        const text = read(inner)
        const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!)
        found.push({ path: inner, text, imports, test: /\.(test|spec|story)\.ts$/.test(name) })
      }
    }
  }
  walk(folder)
  return found
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
