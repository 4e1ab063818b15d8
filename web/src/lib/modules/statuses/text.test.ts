import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Status } from '#lib/api/entities.ts'
import { commentHtml, excerpt, glimpse, plainText } from './text.ts'

const mention =
  '<span class="h-card"><a href="https://k.example/@grete" class="u-url mention">@<span>grete</span></a></span>'
const said = (content: string) => commentHtml({ content } as Status)

test('a comment leaves out whom it answers, for that is seen from where it stands', () => {
  assert.equal(said(`<p>${mention} Das warst du!</p>`), '<p>Das warst du!</p>')
  assert.equal(said(`<p>${mention} ${mention} Ihr beide.</p>`), '<p>Ihr beide.</p>')
  assert.equal(said(`<p>${mention}</p><p>Ihr redet beide.</p>`), '<p>Ihr redet beide.</p>')
  assert.equal(said(`<p>${mention}<br>Ihr redet beide.</p>`), '<p>Ihr redet beide.</p>')
})

test('a comment keeps whom it names within, and one that is nothing but a name', () => {
  assert.equal(said(`<p>Frag ${mention}!</p>`), `<p>Frag ${mention}!</p>`)
  assert.equal(said(`<p>${mention}</p>`), `<p>${mention}</p>`)
})

test('plain text has no markup and its own signs', () => {
  assert.equal(plainText('<p>Eins &amp; zwei</p><p>drei<br>vier</p>'), 'Eins & zwei drei vier')
})

test('an excerpt ends between words', () => {
  assert.equal(excerpt('<p>Ein kurzer Satz</p>'), 'Ein kurzer Satz')
  assert.equal(excerpt('<p>Ein längerer Satz mit vielen Wörtern</p>', 20), 'Ein längerer Satz …')
})

test('a glimpse of what somebody warns of is the warning', () => {
  const warned = { spoiler_text: 'Essen' } as Status
  assert.equal(glimpse(warned, '<p>Viel Kuchen</p>', 40), 'Essen')
  assert.equal(glimpse({ ...warned, spoiler_text: '<b>' }, '', 40), '<b>', 'a warning is text')
  assert.equal(glimpse({ ...warned, spoiler_text: '' }, '<p>Viel Kuchen</p>', 40), 'Viel Kuchen')
})
