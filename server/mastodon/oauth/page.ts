/** The pages on which somebody signs in and lets an app in: plain HTML, no script, in Kith's look. */
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { sentence } from '#platform/locale'
import type { Account } from '#modules/people'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>
type Frame = { locale: string; place: string }

const MARK = html`<svg class="mark" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
  <path d="M10.4 1.2C11.1 6.2 4.3 9.1 4.3 15.4c0 4.5 3 7.1 6.3 7.5-2.3-5.2 3.7-8.2-.2-21.7Z" />
  <path d="M15.5 7.6c.5 4.8-4.2 7.5-2.2 15.3 3.8-.3 6.4-2.8 6.4-6.5 0-3.4-2.6-5.2-4.2-8.8Z" />
</svg>`

/** `query` carries the app's request through the forms, so that nothing has to be kept here. */
export function signInPage(frame: Frame, { app, query, login = '', wrong }: SignIn): Html {
  const say = wordsIn(frame.locale)
  return pageOf(
    frame,
    html`<h1>${say('sign_in_title', { app })}</h1>
      <form method="post" action="/oauth/authorize/session?${query}">
        ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
        <label for="login">${say('login')}</label>
        <input id="login" name="login" value="${login}" required autocomplete="username" autocapitalize="none" />
        <label for="password">${say('password')}</label>
        <input id="password" name="password" type="password" required autocomplete="current-password" />
        <button class="primary">${say('sign_in')}</button>
      </form>`,
  )
}

type SignIn = { app: string; query: string; login?: string; wrong?: string }

export function consentPage(frame: Frame, { app, website, query, target, account, may }: Consent): Html {
  const say = wordsIn(frame.locale)
  return pageOf(
    frame,
    html`<h1>${say('title', { app })}</h1>
      <div class="who">
        ${faceOf(account)}
        <div>
          <b>${account.display_name || account.username}</b>
          <small
            >@${account.username} · <a href="/oauth/authorize?${query}&force_login=true">${say('not_you')}</a></small
          >
        </div>
      </div>
      <h2>${say('may_title')}</h2>
      <ul>
        ${may.map((line) => html`<li>${line}</li>`)}
      </ul>
      <p class="second">
        ${target ? say('then', { target }) : say('then_code')} ${website && say('website', { website })} ${say('undo')}
      </p>
      <form method="post" action="/oauth/authorize?${query}">
        <button class="primary" name="decision" value="allow">${say('allow')}</button>
        <button name="decision" value="deny">${say('deny')}</button>
      </form>`,
  )
}

type Consent = {
  app: string
  website: string | null
  query: string
  /** Where the answer goes, as people read it; null when the code is shown. */
  target: string | null
  account: Account
  may: string[]
}

export function codePage(frame: Frame, { app, code }: { app: string; code: string }): Html {
  const say = wordsIn(frame.locale)
  return pageOf(
    frame,
    html`<h1>${say('code_title', { app })}</h1>
      <p>${say('code_what')}</p>
      <p><code>${code}</code></p>`,
  )
}

export function messagePage(frame: Frame, title: string, message: string): Html {
  return pageOf(
    frame,
    html`<h1>${title}</h1>
      <p>${message}</p>`,
  )
}

function pageOf({ locale, place }: Frame, content: Html): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${sentence(locale, 'oauth:page')} · ${place}</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/oauth/authorize.css" />
      </head>
      <body>
        <header>${MARK} ${place}</header>
        <main>${content}</main>
      </body>
    </html>`
}

function faceOf({ avatar, display_name: name, username }: Account): Html {
  const [letter = ''] = Array.from(name || username)
  if (avatar.endsWith('/missing.png')) return html`<span class="face" aria-hidden="true">${letter.toUpperCase()}</span>`
  return html`<img class="face" src="${avatar}" alt="" />`
}

function wordsIn(locale: string) {
  return (key: string, params: Record<string, string> = {}) => sentence(locale, `oauth:${key}`, params)
}
