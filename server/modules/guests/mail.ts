import type { Account } from '#modules/people'
import { sentence } from '#platform/locale'
import type { Mail } from '#platform/mail'

/** What its mail is sent for. */
export const GUEST_MAIL = 'guests.introduction'

type Letter = {
  origin: string
  place: string
  locale: string
  introducer: Account
  person: Account
  to: { name: string; address: string }
  note: string
  guestWord: string | null
  meeting: string | null
  token: string
}

/** The one mail a guest gets: who would like to introduce whom, why, a yes, a no, and how never to hear from here again. */
export function guestMail({ origin, place, locale, introducer, person, to, token, ...words }: Letter): Mail {
  const { note, guestWord, meeting } = words
  const say = (key: string) =>
    sentence(locale, `mails:guest_${key}`, {
      introducer: nameOf(introducer),
      person: nameOf(person),
      place,
      name: to.name,
    })
  const page = `${origin}/guest/${token}`
  const links = { yes: `${page}?answer=yes`, no: `${page}?answer=no`, stop: `${page}/stop` }
  const text = [
    say('hello'),
    say('who'),
    note,
    ...(meeting ? [`${say('meeting')}: ${meeting}`] : []),
    ...(guestWord ? [`${say('alone')}\n${guestWord}`] : []),
    `${say('yes')}: ${links.yes}`,
    `${say('no')}: ${links.no}`,
    say('then'),
    `-- \n${say('why')}\n${say('stop')}: ${links.stop}`,
  ].join('\n\n')
  return {
    to,
    fromName: sentence(locale, 'mails:guest_from', { introducer: nameOf(introducer), place }),
    subject: say('subject'),
    text,
    html: htmlOf(locale, say, { ...words, links }),
    unsubscribe: `${origin}/api/kith/v1/guests/${token}/stop`,
  }
}

function nameOf({ display_name: name, username }: Account): string {
  return name || username
}

type Parts = Pick<Letter, 'note' | 'guestWord' | 'meeting'> & { links: { yes: string; no: string; stop: string } }

// Inline style, as mail programs read them; the colours of paper and ink.
function htmlOf(locale: string, say: (key: string) => string, { note, guestWord, meeting, links }: Parts): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escape(text).replaceAll('\n', '<br>')}</p>`
  const quote = (text: string) =>
    `<blockquote style="margin:0 0 16px;padding:0 0 0 16px;border-left:2px solid #e8e0d4;font:19px/27px Georgia,serif">${escape(text).replaceAll('\n', '<br>')}</blockquote>`
  const button = (label: string, href: string, style: string) =>
    `<a href="${href}" style="display:inline-block;margin:0 8px 12px 0;padding:12px 20px;white-space:nowrap;border-radius:12px;text-decoration:none;font-weight:600;${style}">${escape(label)}</a>`
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(say('subject'))}</title></head>
<body style="margin:0;background:#faf7f1;color:#231c15;font:17px/25px -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 24px">
${paragraph(say('hello'))}
${paragraph(say('who'))}
${quote(note)}
${meeting ? paragraph(`${say('meeting')}: ${meeting}`) : ''}
${guestWord ? paragraph(say('alone')) + quote(guestWord) : ''}
<p style="margin:24px 0 12px">
${button(say('yes'), links.yes, 'background:#2e6b4b;color:#fffdfa')}
${button(say('no'), links.no, 'background:#f2ede4;color:#231c15')}
</p>
${paragraph(say('then'))}
<p style="margin:32px 0 0;color:#716554;font-size:13px;line-height:18px">${escape(say('why'))}<br><a href="${links.stop}" style="display:inline-block;padding:13px 0;color:#5c5144">${escape(say('stop'))}</a></p>
</div></body></html>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
