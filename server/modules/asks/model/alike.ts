/**
 * How alike two short texts are by what they are about, also in a young place, where no word's frequency tells anything yet. Words that
 * only qualify (old, kaputt) or say what is done with anything (repair, suchen) count for less, and alone for nothing.
 */
import { wordsOf } from './words.ts'

const QUALIFIES = 0.3

const QUALIFYING = stemsIn(`
  alt altes alten klein kleiner kleines groß großer großes größer gut besser beste schön schöner kurz lang lange länger schnell langsam einfach
  schwer leicht günstig billig teuer kostenlos gebraucht kaputt defekt ganz halb richtig falsch frei privat eigen klug lieb gern
  wichtig möglich nötig dringend passend ähnlich verschieden bestimmt echt rot blau grün schwarz weiß grau gelb
  welches welchem welchen wieviel wohin woher warum wieso weshalb wann bitte danke hallo möchte möchten mag dürfen darf würde wäre hätte sollte
  brauche brauchen braucht suchen sucht finden findet fragen frage fragt helfen hilft hilfe tun tut machen geben nehmen nimmt bringen bringt holen
  sagen sagt erzählen zeigen zeigt erklären wissen weißt kennen kenne kennst lernen lernt lehren üben leihen ausleihen abgeben schenken
  verschenken kaufen kauft verkaufen reparieren bauen baut basteln benutzen nutzen verwenden passen passt funktioniert klappt lohnt
  anfangen beginnen anfänger fortgeschrittene leute person personen menschen mensch jemandem sache sachen ding dinge weise idee
  ideen tipp tipps empfehlung empfehlen rat erfahrung erfahrungen tag tage woche wochenende monat jahr jahre stunde stunden minute zeit montag
  dienstag mittwoch donnerstag freitag samstag sonntag sommer winter herbst frühling früh spät abend nah nähe unterwegs wenig weniger meist
  manchmal oft
  old new small little big large great good better best nice short long fast quick slow easy hard simple cheap expensive free used broken whole half
  right wrong own private important possible urgent suitable similar different certain real red blue green black white grey yellow
  something anything someone everybody thanks hello hi ever never always often sometimes still already yet really maybe much many lot lots
  looking look find finding found seek search ask asking help helping want wanted wish give giving get getting got take taking bring show tell
  teach teaching learn learning explain think say recommend recommendation advice tip tips idea ideas experience experiences borrow lend
  buy sell repair repairing fix fixing build building make making use using work works working start starting begin beginner beginners
  people person thing things stuff way ways sort day days week weekend month year years hour time today tomorrow
  monday tuesday wednesday thursday friday saturday sunday summer winter autumn spring early late evening morning near nearby home`)

/** Whether a word only qualifies, or says what is done with anything. */
export const isQualifying = (stem: string) => QUALIFYING.has(stem)

/** A text read once, to be held against many others: its stems, and how much each tells. */
export type Weighed = ReadonlyMap<string, number>

export function weigh(text: string): Weighed {
  return new Map([...stemsIn(text)].map((stem) => [stem, QUALIFYING.has(stem) ? QUALIFIES : 1]))
}

/** Those of its stems without one of which it is like nothing else. */
export function tellingIn(text: Weighed): string[] {
  return [...text].flatMap(([stem, weight]) => (weight === 1 ? [stem] : []))
}

/** From 0, nothing in common that tells anything, to 1: the shorter of the two says nothing that the other does not say, too. */
export function likeness(one: string, other: string, silent?: ReadonlySet<string>): number {
  return likenessOf(weigh(one), weigh(other), silent)
}

/** The same of two that were read before. */
export function likenessOf(one: Weighed, other: Weighed, silent: ReadonlySet<string> = new Set()): number {
  let [shared, tells] = [0, false]
  for (const [stem, weight] of one) {
    if (!other.has(stem) || silent.has(stem)) continue
    shared += weight
    tells ||= weight === 1
  }
  return tells ? shared / Math.min(sum(one, silent), sum(other, silent)) : 0
}

/** The stems of a text, a hashtag like the word it is. */
export function stemsIn(text: string): Set<string> {
  return new Set(wordsOf(text).map(({ stem }) => stem.replace(/^#/, '')))
}

function sum(text: Weighed, silent: ReadonlySet<string>): number {
  let total = 0
  for (const [stem, weight] of text) if (!silent.has(stem)) total += weight
  return total
}
