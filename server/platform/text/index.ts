/**
 * Words that people write: made clean (`cleanText`), counted as Mastodon counts, taken apart into links, mentions and
 * tags, and shown as the small HTML that Mastodon's apps understand. What people write is text: whatever looks like
 * HTML in it comes out escaped. Knows no product word: where a mention or a tag leads is the caller's to say.
 */
export { cleanLine, cleanText } from './clean.ts'
export { countCharacters, isLonger } from './count.ts'
export { mentionsIn, parseText, tagKey, tagsIn, type Piece } from './pieces.ts'
export { escapeHtml, renderLine, renderText, type Links } from './render.ts'
