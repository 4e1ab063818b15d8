/** What the seeded people say: German and English as it is said on such a place, of the lengths it has there. */
import type { Dice } from './dice.ts'

const SENTENCES = {
  de: `Heute Morgen war der Nebel über den Wiesen so dicht, dass wir die Schafe nur gehört haben.
Wer hat noch Gläser übrig? Die Quitten werden dieses Jahr mehr, als in meinen Keller passen.
Das Fahrrad läuft wieder.
Am Samstag treffen wir uns um zehn am alten Bahnhof und räumen den Weg zum See frei.
Ich suche jemanden, der mir zeigt, wie man ein Schwarzbrot führt, ohne dass es am dritten Tag zerfällt.
Kleine Freude: Der Bus kam pünktlich, die Sonne auch.
Die Werkstatt im Hof ist ab Oktober donnerstags bis acht offen, kommt einfach vorbei.
Nach drei Anläufen klingt das Stück endlich so, wie ich es im Kopf hatte.
Gibt es hier jemanden, der sich mit alten Dachstühlen auskennt?
Danke an alle, die gestern beim Umzug geholfen haben, ihr seid großartig!
Ich habe das Buch zu Ende gelesen und weiß jetzt nicht, was ich mit dem Abend anfangen soll.
Regen seit vier Tagen. Die Tomaten sehen aus wie nasse Pullover.
Für das Straßenfest fehlen noch zwei lange Tische und jemand, der Waffeln backen möchte.
Übrigens: Die Bücherei sucht Vorlesende für den Mittwochnachmittag, auch auf Türkisch und Polnisch.
So still war es auf dem Berg lange nicht mehr.
Wir haben die Hecke geschnitten und darunter einen Ball gefunden, der älter ist als unsere Tochter.`,
  en: `The kettle, the rain and nobody awake yet.
I finally fixed the hinge on the garden gate, and now I miss the noise it made.
Does anyone here know how to tune an old upright without breaking half the strings?
We walked all the way to the mill and back, and the dog is still not tired.
Thank you to whoever left the box of apples in front of our door!
Looking for two more people for the choir, preferably one who can actually read music.
Slow day.
The repair café opens again on Thursday from five to eight, bring whatever has stopped working.
My grandmother's recipe says "enough flour", which turns out to be about four hundred grams.
If you have a spare hour on Saturday, we could use a hand with the fence behind the school.
It took me a year to say hello to the man on the third floor, and now we trade seedlings.
The bakery at the corner has started making rye again, go before nine.
Somebody should write down all the stories the ferryman tells before he retires next spring.
New strings, new songs, same wrong notes.
I would love to hear from people who moved here without knowing anybody: what helped?
The light this evening was the kind that makes even the car park look like a painting.`,
}

const TAGS = 'Garten Nachbarschaft Musik Radfahren Brot Werkstatt Bücher Wandern gardening music cycling baking'.split(
  ' ',
)
const LINKS = [
  'https://example.org/2026/herbst/strassenfest-am-alten-bahnhof',
  'https://www.example.com/choir',
  'https://example.net/recipes/quince-jelly?portions=12',
]

export type Language = keyof typeof SENTENCES

const lines = { de: SENTENCES.de.split('\n'), en: SENTENCES.en.split('\n') }

/** Between about 40 and 400 characters; a mention, a hashtag, a link in some. `handle`: whom it may name. */
export function makeText(dice: Dice, language: Language, handle: string | null): string {
  const wanted = dice.between(40, 380)
  let text = handle ? `@${handle} ` : ''
  while (text.length < wanted) text += `${dice.pick(lines[language])}${dice.chance(0.12) ? '\n\n' : ' '}`
  if (dice.chance(0.15)) text += ` ${dice.pick(LINKS)}`
  if (dice.chance(0.25)) text += ` #${dice.pick(TAGS)}`
  if (dice.chance(0.05)) text += ` #${dice.pick(TAGS)}`
  return text.trim()
}

export const DESCRIPTIONS = [
  'Ein Tisch im Hof mit Brot, Gläsern und einer Schale voller Quitten.',
  'A wooden boat on a lake, seen from the shore in the evening.',
  'Zwei Menschen reparieren ein Fahrrad, das kopfüber auf dem Pflaster steht.',
  null,
]

export const NOTES = [
  'Ich backe, repariere und lese vor. Meistens in dieser Reihenfolge.\n\nSchreib mir, wenn du Sauerteig brauchst: https://example.org/brot',
  'Cellist, gardener, slow cyclist. #music #gardening',
  'Neu hier und neugierig. Mag lange Wege und kurze Nachrichten. #Wandern',
  'I teach maths and walk a dog. My site: https://www.example.com/about-me',
  '',
]

export const NAMES = {
  first:
    'Jule Tomasz Katharina Noor Grete Paul Aylin Ferdinand Mirjam Jörg Søren Ines Malte Leyla Käthe Oskar Yusuf Hanna'.split(
      ' ',
    ),
  last: 'Brandt Wieczorek Ebeling Haddad Sommer Okonkwo Demir Voß Lindqvist Schäfer Marsh Ferreira Öztürk Novak Blum Hale'.split(
    ' ',
  ),
}
