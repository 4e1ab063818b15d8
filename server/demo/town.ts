/** The town's people and their words, as town/*.json tells them: a file for each circle of people. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Looks } from './draw/portrait.ts'
import type { SceneName } from './draw/picture.ts'

const CIRCLES = ['choir', 'workshop', 'school', 'gardens', 'neighbours', 'readers', 'newcomers', 'water'] as const
type Circle = (typeof CIRCLES)[number]

export type Townsperson = {
  username: string
  name: string
  locale: 'de' | 'en'
  looks: Looks | null
  note: string
  helps: string[]
  looksFor: string[]
  fields: [name: string, value: string][]
  /** The first is the one they live in. */
  circles: Circle[]
  locked: boolean
}

/** Pictures are a scene and its description. `boosts` says how many pass it on, and so how well it is liked. */
export type Said = {
  by: string
  text: string
  lang: 'de' | 'en'
  when: string | null
  cw: string
  followersOnly: boolean
  pictures: { scene: SceneName; description: string }[]
  boosts: number
  comments: Comment[]
}

/** `to` names whose last comment is answered; without it the status itself is. */
export type Comment = { by: string; text: string; lang: 'de' | 'en'; to: string | null }

export type Introduction = {
  by: string
  parties: [string, string]
  note: string
  words?: Record<string, string>
  /** How long ago, as in `3d` or `2h`. */
  proposed: string
  answers?: [who: string, answer: 'yes' | 'no', when: string][]
  withdrawn?: string
  conversation?: [who: string, text: string, when: string][]
  thanks?: [who: string, word: string, when: string][]
}

export type Answered = {
  by: string
  text: string
  when: string
  /** When whoever asked said so. */
  helped?: string
  /** A word with it, by whoever asked. */
  thanks?: [word: string, when: string]
  comments?: [who: string, text: string, when: string][]
}

export type Asked = {
  by: string
  question: string
  details?: string
  lang: 'de' | 'en'
  reach: 'people' | 'friends' | 'place' | 'everybody'
  named?: boolean
  asked: string
  answers: Answered[]
  outcome?: [text: string, when: string]
  closed?: string
}

export type Offered = {
  by: string
  kind: 'offer' | 'need'
  what: string
  details?: string
  lang: 'de' | 'en'
  way: 'gift' | 'lend' | 'swap' | 'time'
  for_what?: string
  where?: string
  reach: 'people' | 'friends' | 'place'
  stands: string
  takers?: [who: string, word: string, when: string][]
  chosen?: [who: string, when: string]
  /** When both said that it was handed over. */
  handed?: string
  /** By whoever was chosen. */
  thanks?: [word: string, when: string]
  /** Whose thanks it passes on. */
  because?: string
  /** It closes a ring, and these say yes to it. */
  ring?: [who: string, when: string][]
}

export type Town = {
  people: Townsperson[]
  said: Said[]
  introductions: Introduction[]
  asks: Asked[]
  offers: Offered[]
  /** Who would like to follow somebody whose account is locked. */
  requests: [who: string, whom: string][]
}

/** Those a visitor is told to sign in as. */
export const VISITORS = { owner: 'katharina', german: 'jule', english: 'maeve' } as const

export const PLACE = {
  name: 'Kith Lindenau',
  description:
    'Ein Stadtteil am Kanal: Werkstätten, ein Chor, Gärten, ein Lesekreis und eine Leiter, die niemandem gehört. / A corner of town by the canal: workshops, a choir, gardens, a reading circle, and a ladder nobody owns.',
}

export function readTown(): Town {
  const files = CIRCLES.map((circle) => ({ circle, ...read<CircleFile>(circle) }))
  const people = files.flatMap(({ circle, people }) => people.map((person) => readPerson(person, circle)))
  const locales = new Map(people.map(({ username, locale }) => [username, locale]))
  const daily = read<Pick<CircleFile, 'said'>>('daily')
  const said = [...files, daily].flatMap((file) => file.said.map((one) => readSaid(one, locales)))
  const { introductions, requests } = read<Pick<Town, 'introductions' | 'requests'>>('introductions')
  const asks = read<{ asks: (Omit<Asked, 'lang'> & { lang?: 'en' })[] }>('asks').asks
  const offers = read<{ offers: (Omit<Offered, 'lang'> & { lang?: 'en' })[] }>('offers').offers
  const inGerman = <T>(all: T[]) => all.map((one) => ({ lang: 'de' as const, ...one }))
  return { people, said, introductions, requests, asks: inGerman(asks), offers: inGerman(offers) }
}

type PersonEntry = Omit<Townsperson, 'looks' | 'looksFor' | 'fields' | 'locked' | 'circles'> & {
  face: string | null
  looks: string[]
  fields?: [string, string][]
  circles: Circle[]
  locked?: boolean
}

type SaidEntry = {
  by: string
  text: string
  lang?: 'de' | 'en'
  when?: string
  cw?: string
  for?: 'followers'
  pictures?: string[]
  boosts?: number
  comments?: [by: string, text: string, to?: string][]
}

type CircleFile = { people: PersonEntry[]; said: SaidEntry[] }

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'town', `${name}.json`), 'utf8')) as T
}

function readPerson({ face, looks, fields = [], circles, locked = false, ...rest }: PersonEntry, home: Circle) {
  return { ...rest, looks: face ? readFace(face) : null, looksFor: looks, fields, circles: [home, ...circles], locked }
}

/** `sand 1 bob chestnut pine glasses`: ground, skin, hair, its colour, clothes, and what else. */
function readFace(face: string): Looks {
  const [ground, skin, hair, hairColour, wears, ...extras] = face.split(' ')
  const also = Object.fromEntries(extras.map((extra) => [extra, true]))
  return { ground, skin: Number(skin), hair, hairColour, wears, ...also } as Looks
}

function readSaid(entry: SaidEntry, locales: Map<string, 'de' | 'en'>): Said {
  const { by, text, when = null, cw = '', pictures = [], boosts = 0, comments = [] } = entry
  return {
    by,
    text,
    lang: entry.lang ?? languageOf(text, locales.get(by)!),
    when,
    cw,
    followersOnly: entry.for === 'followers',
    pictures: pictures.map(readPicture),
    boosts,
    comments: comments.map(([who, words, to = null]) => {
      return { by: who, text: words, lang: languageOf(words, locales.get(who)!), to }
    }),
  }
}

function readPicture(line: string): { scene: SceneName; description: string } {
  const [scene, description] = line.split(': ') as [SceneName, string]
  return { scene, description }
}

// Some answer in the other's language.
const GERMAN = /[äöüßÄÖÜ„]|\b(ich|der|die|das|und|nicht|ist|ein|eine|mit|sie|er|es|ja|nein|wir|auf|doch)\b/i
const ENGLISH = /\b(the|and|you|is|are|it|my|of|to|have|will|that|was|they|this)\b|\bI\b/

function languageOf(text: string, own: 'de' | 'en'): 'de' | 'en' {
  const german = GERMAN.test(text)
  const english = ENGLISH.test(text)
  return german === english ? own : german ? 'de' : 'en'
}
