/** The text of a status as it stands on the screen, and as one line. The server has cleaned it already. */
import type { Status } from '#lib/api/entities.ts'

const leadingMentions =
  /^<p>(?:\s*(?:<span[^>]*class="[^"]*h-card[^"]*"[^>]*>)?\s*<a [^>]*class="[^"]*mention[^"]*"[^>]*>@(?:<span>)?[^<]*(?:<\/span>)?<\/a>\s*(?:<\/span>)?\s*)+/

/** In a comment whom it answers is plain from where it stands, so the names in front are left out. */
export function commentHtml(status: Pick<Status, 'content'>): string {
  const rest = status.content.replace(leadingMentions, '<p>').replace(/^<p>(?:\s|<br\s*\/?>)*/, '<p>')
  const said = rest.replace(/^(?:<p><\/p>\s*)+/, '')
  return said.trim() === '' ? status.content : said
}

export function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>/g, ' ')
    .replace(/<\/p>\s*<p>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .trim()
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

export const excerpt = (html: string, length = 60) => {
  const text = plainText(html)
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, '')} …`
}

/** A line of a status for elsewhere: what it warns of, where it warns. */
export const glimpse = (status: Status, html: string, length: number) => status.spoiler_text || excerpt(html, length)

export const statusHref = (status: Status) => `/@${status.account.acct}/${status.id}`
