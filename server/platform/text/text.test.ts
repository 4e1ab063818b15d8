import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  cleanLine,
  cleanText,
  countCharacters,
  mentionsIn,
  parseText,
  renderLine,
  renderText,
  tagsIn,
} from './index.ts'

const links = {
  mention: (handle: string) => (handle === 'grete' ? 'https://kith.test/@grete' : null),
  tag: (name: string) => `https://kith.test/tags/${encodeURIComponent(name)}`,
}

test('blank lines part paragraphs and other line breaks stay', () => {
  assert.equal(renderText('Hallo\nihr\n\n \n\nLieben'), '<p>Hallo<br />ihr</p><p>Lieben</p>')
  assert.equal(renderText(''), '')
})

test('HTML and scripts stay text', () => {
  assert.equal(
    renderText('<script>alert("1")</script> & \'x\''),
    '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
  )
  const link = renderText('https://a.example/"onmouseover="x')
  assert.ok(link.startsWith('<p><a href="https://a.example/" target'), link)
  assert.ok(!renderText('javascript://a.example/%0aalert(1)').includes('<a'))
  assert.ok(!renderText('data:text/html,x vbscript:x').includes('<a'))
})

test('no text whatever opens a tag that is not ours', () => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        'https://',
        'a.example/',
        '@grete',
        '#Tag',
        '\n',
        ' ',
        '(',
        ')',
        '\u202e',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  fc.assert(
    fc.property(words, (parts) => {
      const text = cleanText(parts.join(''))
      const html = renderText(text, links)
      const bare = html.replace(
        /<\/?p>|<br \/>|<\/a>|<\/span>|<span( (class|translate)="[a-z -]*")*>|<a href="https?:\/\/[^"<>]*"( (target|class|rel|translate)="[a-z _-]*")*>/gi,
        '',
      )
      assert.ok(!/[<>"]/.test(bare), html)
    }),
  )
})

test('a long link shows thirty characters and keeps the rest for copying', () => {
  assert.equal(
    renderLine('https://www.example.com/a/very/long/path/indeed'),
    '<a href="https://www.example.com/a/very/long/path/indeed" target="_blank" rel="nofollow noopener" translate="no">' +
      '<span class="invisible">https://www.</span><span class="ellipsis">example.com/a/very/long/path/i</span>' +
      '<span class="invisible">ndeed</span></a>',
  )
})

const linksIn = (text: string) => parseText(text).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []))

test('a link ends where a reader would end it', () => {
  assert.deepEqual(
    linksIn('(https://a.example/b), https://a.example/foo_(bar). „https://c.example/x“ https://d.example…'),
    ['https://a.example/b', 'https://a.example/foo_(bar)', 'https://c.example/x', 'https://d.example'],
  )
  assert.deepEqual(linksIn('http://localhost:3000/x 😀 https://müller.example/ä?x=ü a.example mail@a.example'), [
    'http://localhost:3000/x',
    'https://müller.example/ä?x=ü',
  ])
})

test('mentions and tags lead where the caller says, and stay text where they lead nowhere', () => {
  assert.equal(
    renderLine('@Grete und @niemand im #Grünen', links),
    '<span class="h-card" translate="no"><a href="https://kith.test/@grete" class="u-url mention">@<span>Grete</span></a></span>' +
      ' und @niemand im <a href="https://kith.test/tags/Gr%C3%BCnen" class="mention hashtag" rel="tag">#<span>Grünen</span></a>',
  )
})

test('mentions are found at their borders, once each', () => {
  assert.deepEqual(
    mentionsIn('@grete, (@Paul) a@b.example @grete @noor@Social.example. /@no https://x.example/@no @dot.ted.'),
    ['grete', 'paul', 'noor@social.example', 'dot.ted'],
  )
})

test('tags need a letter and are found in every script', () => {
  assert.deepEqual(tagsIn('#1 #2b #Äpfel #äpfel #猫 &#39; a#b #a_b, #c-d x/#e #'), ['2b', 'Äpfel', '猫', 'a_b', 'c'])
})

test('links count 23, somebody elsewhere by the name, a family as one', () => {
  assert.equal(countCharacters('👨‍👩‍👧‍👦é'), 2)
  assert.equal(countCharacters(`siehe https://a.example/${'x'.repeat(300)}`), 6 + 23)
  assert.equal(countCharacters('@noor@social.example hi'), 8)
  assert.ok(countCharacters('a' + '\u0301'.repeat(30_000)) > 500)
})

test('control characters go and letters are composed', () => {
  assert.equal(cleanText('  a\u0000b\u0007\r\nc\u0085d\u2028e\ufeff \ud800'), 'ab\nc\nd\ne \ufffd')
  assert.equal(cleanText('u\u0308'), 'ü')
  assert.equal(cleanLine('a\n\n b\tc'), 'a b c')
})

test('bidi controls stay only where they are closed in their own line', () => {
  assert.equal(cleanText('\u202eevil'), 'evil')
  assert.equal(cleanText('\u2067שלום\u2069 ok'), '\u2067שלום\u2069 ok')
  assert.equal(cleanText('\u2067a\n\u2069b\u202c'), 'a\nb')
  assert.equal(cleanText('\u202ba\u2069b\u202c'), '\u202bab\u202c')
})

test('the pieces put together again are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(
        parseText(text)
          .map((piece) => piece.text)
          .join(''),
        text,
      )
    }),
  )
})

test('a megabyte of anything is worked through quickly', () => {
  for (const text of ['@a', '#a', '('.repeat(3), 'https://a.b/(', '@a.-', 'a\u0301', '\u202e', '\u2067'])
    assert.ok(cleanText(text.repeat(1_000_000 / text.length)).length >= 0)
  for (const text of ['@a', '#a', 'https://a.b/(', '@a.-', '#a\u200c'])
    countCharacters(text.repeat(20_000 / text.length))
})
