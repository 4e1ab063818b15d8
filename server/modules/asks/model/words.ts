/**
 * What a text is about: its words, each with the stem under which it is found again. One light stemmer for German and English alike,
 * because a place speaks both and a short question does not tell in which it is; what it takes off are endings of inflection only
 * (after Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian languages", SAC 2006).
 */
export type Word = { stem: string; word: string }

const LONGEST = 40
const SHORTEST_STEM = 3
const ENDINGS =
  'ierungen ierung ierten ierte ieren ungen iert iere ings ern ers ies ung ing ied em en er es ed ln rn e s y'.split(
    ' ',
  )
const KEPT: Record<string, string> = { ln: 'l', rn: 'r' }

/** Words that say nothing of a topic. In a large place their frequency would tell, in a young one it does not. */
const SILENT = new Set(
  `a about after all also am an and any anybody anyone are as at be because been before being but by can could did do does doing down each
  few for from had has have having he her here hers him his how i if in into is it its just know knows like me more most my need no nor
  not now of off on once only or other our out over own please same she should so some somebody someone such than that the their them
  then there these they this those through to too under until up us very want was we were what when where which while who whom why
  will with would you your
  aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dabei damit dann das dass dein deine dem den denn
  der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer
  für gegen gibt hab habe haben hat hatte hier hin ich ihm ihn ihnen ihr ihre ihrem ihren im in ins ist ja jede jeden jeder jemand jemanden
  kann kannst kein keine keinen kennt können könnte man mein meine meinem meinen meiner mich mir mit muss nach nicht noch nun nur ob oder
  ohne schon sehr sein seine sich sie sind so soll sonst suche über um und uns unser unsere unter vom von vor war waren was weil weiß welche
  welcher wem wen wenn wer werden wie wieder will wir wird wo zu zum zur
  abends alles damals darf darfst darüber davon dazu dreimal dürfen dürft einmal erst erste ersten erster etwa fast ganz gar gehen geht
  gerade gestern gut gute guten heute immer jetzt kommen kommt lassen los machen macht mal mehr mittags morgen morgens nachts neu neue
  neuen nie seit selbst viel viele vielleicht weiter wirklich zweimal`.split(/\s+/),
)

/** A hashtag is a word and, being chosen as the topic, counts as itself once more. */
export function wordsOf(text: string): Word[] {
  const bare = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/https?:\/\/\S+|(?<=^|[\s(])@[\w.@-]+/g, ' ')
  const found: Word[] = []
  for (const [, hash, word = ''] of bare.matchAll(/(#?)([\p{L}\p{N}\p{M}]{2,})/gu)) {
    if (word.length > LONGEST || SILENT.has(word)) continue
    const stem = stemOf(word)
    found.push({ stem, word })
    if (hash) found.push({ stem: `#${stem}`, word })
  }
  return found
}

/** Umlauts go with the endings (Rad, Räder), as in Snowball's German. */
function stemOf(word: string): string {
  const folded = /^[a-z\d]*$/.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss')
  if (folded.endsWith('ss')) return folded
  for (const ending of ENDINGS) {
    if (!folded.endsWith(ending)) continue
    const stem = folded.slice(0, -ending.length) + (KEPT[ending] ?? '')
    if (stem.length >= SHORTEST_STEM && /[aeiouy]/.test(stem)) return stem
  }
  return folded
}
