/** Questions and answers of a Stack Exchange site, from the `Posts.xml` of its data dump (https://archive.org/details/stackexchange). */
import { readFileSync } from 'node:fs'

/** Times in milliseconds; `title` with the tags as hashtags. */
export type Asked = { id: string; by: string; at: number; title: string; text: string }
export type Answered = { id: string; by: string; at: number; question: string; text: string }
/** Somebody wrote or edited something. */
export type Sign = { by: string; at: number }
export type Posts = { questions: Asked[]; answers: Answered[]; signs: Sign[] }

const QUESTION = '1'
const ANSWER = '2'
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" }

/** Each in the order of time. Who deleted their account stands there without a name and is left out. */
export function readPosts(file: string): Posts {
  const rows = [...readFileSync(file, 'utf8').matchAll(/<row ([\s\S]*?)\/>/g)].map(([, row = '']) => attributesOf(row))
  const questions = rows.filter((row) => row.PostTypeId === QUESTION).map(questionOf)
  const answers = rows.filter((row) => row.PostTypeId === ANSWER && row.OwnerUserId).map(answerOf)
  const signs = rows.flatMap(({ OwnerUserId, CreationDate, LastEditorUserId, LastEditDate }) => [
    ...(OwnerUserId ? [{ by: OwnerUserId, at: timeOf(CreationDate) }] : []),
    ...(LastEditorUserId && LastEditDate ? [{ by: LastEditorUserId, at: timeOf(LastEditDate) }] : []),
  ])
  if (questions.length === 0) throw new Error(`${file} has no questions; is it a Posts.xml?`)
  return { questions: inOrder(questions), answers: inOrder(answers), signs: inOrder(signs) }
}

function questionOf(row: Record<string, string>): Asked {
  const tags = (row.Tags ?? '').match(/[^<>|]+/g) ?? []
  return {
    id: row.Id!,
    by: row.OwnerUserId ?? '0',
    at: timeOf(row.CreationDate),
    title: [
      row.Title ?? '',
      ...tags.map((tag) => `${tag.replaceAll('-', ' ')} #${tag.replace(/[^\p{L}\p{N}]/gu, '')}`),
    ].join(' '),
    text: plain(row.Body ?? ''),
  }
}

function answerOf(row: Record<string, string>): Answered {
  const { Id, OwnerUserId, CreationDate, ParentId, Body = '' } = row
  return { id: Id!, by: OwnerUserId!, at: timeOf(CreationDate), question: ParentId!, text: plain(Body) }
}

function attributesOf(row: string): Record<string, string> {
  return Object.fromEntries([...row.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescaped(value!)]))
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return decimal ? String.fromCodePoint(Number(decimal)) : (ENTITIES[name!] ?? all)
  })
}

/** Without its markup and its listings. */
function plain(html: string): string {
  return unescaped(html.replace(/<pre>[\s\S]*?<\/pre>/g, ' ').replace(/<[^>]+>/g, ' '))
}

/** The dump's times are UTC and do not say so. */
function timeOf(text: string | undefined): number {
  return Date.parse(`${text}Z`)
}

function inOrder<T extends { at: number }>(entries: T[]): T[] {
  return entries.sort((a, b) => a.at - b.at)
}
