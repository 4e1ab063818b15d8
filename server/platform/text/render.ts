import { handleOf, parseText, type Piece } from './pieces.ts'

/** Where mentions (`name` or `name@domain`, lower case) and tags lead; null leaves them as text. */
export type Links = {
  mention?: (handle: string) => string | null
  tag?: (name: string) => string | null
  /** More words for `rel` of plain links, such as `me`. */
  rel?: string
}

const SHOWN_OF_LINK = 30

/** Text as HTML in Mastodon's form: blank lines part paragraphs, other line breaks stay. */
export function renderText(text: string, links: Links = {}): string {
  if (text === '') return ''
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => `<p>${renderLine(paragraph, links).replaceAll('\n', '<br />')}</p>`)
    .join('')
}

/** The same without paragraphs. */
export function renderLine(text: string, links: Links = {}): string {
  if (!/[@#＃]|:\/\//.test(text)) return escapeHtml(text)
  return parseText(text)
    .map((piece) => renderPiece(piece, links))
    .join('')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char]!) : text
}

function renderPiece(piece: Piece, links: Links): string {
  if (piece.kind === 'link') return renderLink(piece.text, links.rel)
  const url = targetOf(piece, links)
  if (url === null) return escapeHtml(piece.text)
  if (piece.kind === 'mention') {
    const name = escapeHtml(piece.username)
    return `<span class="h-card" translate="no"><a href="${escapeHtml(url)}" class="u-url mention">@<span>${name}</span></a></span>`
  }
  const name = escapeHtml(piece.text.slice(1))
  return `<a href="${escapeHtml(url)}" class="mention hashtag" rel="tag">#<span>${name}</span></a>`
}

function targetOf(piece: Piece, { mention, tag }: Links): string | null {
  if (piece.kind === 'mention') return mention?.(handleOf(piece)) ?? null
  if (piece.kind === 'tag') return tag?.(piece.name) ?? null
  return null
}

// The scheme and what is long are there for copying, but not for the eye (Mastodon's TextFormatter).
function renderLink(url: string, rel?: string): string {
  const scheme = /^https?:\/\/(?:www\.)?/i.exec(url)?.[0] ?? ''
  const rest = Array.from(url.slice(scheme.length))
  const shown = escapeHtml(rest.slice(0, SHOWN_OF_LINK).join(''))
  const hidden = escapeHtml(rest.slice(SHOWN_OF_LINK).join(''))
  const rels = rel ? `nofollow noopener ${rel}` : 'nofollow noopener'
  return (
    `<a href="${escapeHtml(url)}" target="_blank" rel="${rels}" translate="no"><span class="invisible">${scheme}</span>` +
    `<span class="${hidden ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${hidden}</span></a>`
  )
}
