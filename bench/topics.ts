/** What the people of a bench know, and how they speak of it. */
import type { Dice } from './seed/dice.ts'
import { makeText } from './seed/words.ts'

const TOPICS = `Geige Bogen Saiten Geigenbau Kolophonium Streichquartett
Sauerteig Roggen Brot Backofen Teigführung Kruste
Fahrrad Bremse Kette Schaltung Speichen Laufrad
Imkerei Bienen Honig Schwarm Waben Beute
Steuererklärung Finanzamt Freibetrag Bescheid Einspruch Abschreibung
Dachstuhl Balken Zimmerei Holzwurm Lehmputz Sanierung
Türkisch Dolmetschen Übersetzung Behörde Formular Aussprache
Obstbaum Schnitt Veredelung Apfelsorte Streuobst Krebs
Töpfern Glasur Brennofen Ton Drehscheibe Schale
Chor Notenlesen Sopran Dirigat Probe Stimmbildung
Wärmepumpe Heizung Dämmung Thermostat Solaranlage Speicher
Mietrecht Kündigung Kaution Nebenkosten Vermieter Mangel
knitting yarn needles sweater pattern gauge
programming python database server script backup
photography lens darkroom exposure portrait print
sailing mast knots harbour rigging tide
chess opening endgame tournament rook gambit
compost soil seedlings tomatoes beds mulch
dog training leash puppy shelter recall
bookkeeping invoice ledger payroll receipts audit
climbing rope harness boulder anchor crag
mushrooms spores foraging chanterelle forest identification
furniture restoration varnish veneer joints upholstery
radio antenna soldering amplifier transistor shortwave`
  .split('\n')
  .map((line) => line.split(' '))

export const TOPIC_COUNT = TOPICS.length

const FILLERS = new Map<Dice, string[]>()

/** Some words of the topic among others, no sentence twice. */
export function speakOf(dice: Dice, topic: number, words: number): string {
  const others = Array.from({ length: dice.between(4, 16) }, () => dice.pick(fillersOf(dice)))
  return [...Array.from({ length: words }, () => dice.pick(TOPICS[topic]!)), ...others].join(' ')
}

export function askAbout(dice: Dice, topic: number): { title: string; text: string } {
  const title = Array.from({ length: 3 }, () => dice.pick(TOPICS[topic]!)).join(' ')
  return { title, text: speakOf(dice, topic, 2) }
}

function fillersOf(dice: Dice): string[] {
  const known = FILLERS.get(dice)
  if (known) return known
  const texts = Array.from({ length: 100 }, (_, index) => makeText(dice, index % 2 ? 'de' : 'en', null))
  const words = [...new Set(texts.join(' ').split(/[^\p{L}]+/u))]
  FILLERS.set(dice, words)
  return words
}
