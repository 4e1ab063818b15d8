const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g
// Control characters but tab and line feed, noncharacters, the byte order mark, and what is deprecated.
const UNSEEN = /[^\P{Cc}\t\n]|\p{Noncharacter_Code_Point}|[\uFEFF\uFFF9-\uFFFB\u206A-\u206F]/gu
const BIDI = /[\u202A-\u202E\u2066-\u2069]/
const POP_EMBEDDING = '\u202C'
const POP_ISOLATE = '\u2069'
const ISOLATES = '\u2066\u2067\u2068'

/**
 * Text as it is kept: NFC, line feeds only, no control characters, and no bidi control that would reach beyond its own
 * line, so that nobody's words turn around what stands beside them.
 */
export function cleanText(text: string): string {
  const plain = text.toWellFormed().replace(LINE_BREAKS, '\n').replace(UNSEEN, '').normalize('NFC')
  const balanced = BIDI.test(plain) ? plain.split('\n').map(balanceBidi).join('\n') : plain
  return balanced.trim()
}

/** The same for what is one line: a name, a label. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ')
}

// Unicode Standard Annex 9: every embedding, override and isolate needs its own end, in the right order.
function balanceBidi(line: string): string {
  const kept = Array.from(line)
  const open: number[] = []
  kept.forEach((char, i) => {
    if (!BIDI.test(char)) return
    if (char !== POP_EMBEDDING && char !== POP_ISOLATE) return void open.push(i)
    const opener = kept[open.at(-1) ?? -1]
    const closes = opener !== undefined && ISOLATES.includes(opener) === (char === POP_ISOLATE)
    if (closes) open.pop()
    else kept[i] = ''
  })
  for (const i of open) kept[i] = ''
  return kept.join('')
}
