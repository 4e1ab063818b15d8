import { find } from 'linkifyjs'

/** A text taken apart; the pieces' `text` put together again is the text. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string }
  | { kind: 'mention'; text: string; username: string; domain: string | null }
  | { kind: 'tag'; text: string; name: string }

// As Mastodon's Account::MENTION_RE and Tag::HASHTAG_RE: neither within a word nor within an address.
const MENTION =
  /(?<![=/\p{L}\p{N}_])@([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?:@([\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*))?/giu
const TAG = /(?<![=/)\p{L}\p{N}_&])[#＃]([\p{L}\p{M}\p{Nd}_·\u200c]*[\p{L}\p{M}\p{Nd}_])/gu
const MOST_TAG_UNITS = 100

export function parseText(text: string): Piece[] {
  const marked = [...linksIn(text), ...namesIn(text), ...labelsIn(text)].sort((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let end = 0
  for (const { start, piece } of marked) {
    if (start < end) continue
    if (start > end) pieces.push({ kind: 'text', text: text.slice(end, start) })
    pieces.push(piece)
    end = start + piece.text.length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

/** Everybody mentioned, once each, `name` or `name@domain` in lower case, in the order of the text. */
export function mentionsIn(text: string): string[] {
  if (!text.includes('@')) return []
  const handles = parseText(text).flatMap((piece) => (piece.kind === 'mention' ? [handleOf(piece)] : []))
  return [...new Set(handles)]
}

/** Every tag, once each, as first written and without its #. */
export function tagsIn(text: string): string[] {
  if (!/[#＃]/.test(text)) return []
  const names = parseText(text).flatMap((piece) => (piece.kind === 'tag' ? [piece.name] : []))
  return [...new Map(names.toReversed().map((name) => [tagKey(name), name])).values()].toReversed()
}

/** What tags are the same by: #Gärtnern and #gärtnern are. */
export function tagKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

export function handleOf({ username, domain }: { username: string; domain: string | null }): string {
  return (domain === null ? username : `${username}@${domain}`).toLowerCase()
}

type Marked = { start: number; piece: Piece }

function linksIn(text: string): Marked[] {
  if (!text.includes('://')) return []
  return find(text, 'url').flatMap(({ value, start }) => {
    const link = trimLink(value)
    return /^https?:\/\//i.test(link) && URL.canParse(link)
      ? [{ start, piece: { kind: 'link', text: link } as const }]
      : []
  })
}

// linkify ends an address at blanks and plain punctuation; quotation marks and dots in a row end it as well.
function trimLink(value: string): string {
  return value
    .replace(/[<>"“”„«»‹›\u200B-\u200F\u2026\u202A-\u202E\u2066-\u2069].*$/su, '')
    .replace(/[.,:;!?'’)\]]+$/u, keepClosing(value))
}

// A closing bracket belongs to an address that has opened it: …/Kith_(poem)
function keepClosing(value: string) {
  return (tail: string) => (tail.startsWith(')') && value.includes('(') ? ')' : '')
}

function namesIn(text: string): Marked[] {
  if (!text.includes('@')) return []
  return Array.from(text.matchAll(MENTION), ({ 0: whole, 1: username = '', 2: domain, index }) => ({
    start: index,
    piece: { kind: 'mention', text: whole, username, domain: domain ?? null } as const,
  }))
}

function labelsIn(text: string): Marked[] {
  if (!/[#＃]/.test(text)) return []
  return Array.from(text.matchAll(TAG), ({ 0: whole, 1: name = '', index }) => ({
    start: index,
    piece: { kind: 'tag', text: whole, name } as const,
  })).filter(({ piece }) => /\p{L}/u.test(piece.name) && piece.name.length <= MOST_TAG_UNITS)
}
