/**
 * The rules of an introduction, without I/O. What somebody sees of one depends on their own answer, on whether both said
 * yes, on its withdrawal and on the time: on nothing else. A no, a block and a "never this pair" leave no other trace.
 */
import { missing, refuse } from '#platform/refusal'
import { cleanLine, cleanText, isLonger, parseText } from '#platform/text'

export const OPEN_AT_MOST = 5
/** So many a day may somebody propose, whatever became of them. */
export const PROPOSALS_A_DAY = { most: 20, seconds: 86_400 } as const
export const DAYS_OPEN = 14
export const LIMITS = { note: 1000, word: 500, meeting: 200 } as const
/** For what kinds of reasons two may have been suggested to their introducer. */
export const REASONS = ['shared', 'seeks', 'topics', 'place', 'language'] as const
export type ReasonKind = (typeof REASONS)[number]
/** So long after they met the two are asked whether it was good. */
export const DAYS_UNTIL_ASKED = 30

export const ANSWERS = ['yes', 'no'] as const
export type Answer = (typeof ANSWERS)[number]

export const STATES = ['open', 'met', 'ended'] as const
export type State = (typeof STATES)[number]

/** A lapsed one can no longer come about, and looks open to everybody until its time is over. */
export type KeptState = State | 'lapsed'

export type Party = { personId: string; word: string | null; answer: Answer | null; good?: boolean | null }

export type Introduction = {
  id: string
  introducerId: string
  /** The party who asked to be introduced; until both said yes nobody but the other one sees it. */
  seekerId: string | null
  parties: [Party, Party]
  note: string
  /** When and where they could meet, in words. */
  meeting: string | null
  /** Whether both had said that it was good. */
  bothLiked: boolean
  state: KeptState
  metAt: Temporal.Instant | null
  threadId: string | null
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

/** An introduction as one of its three sees it. */
export type Seen = {
  id: string
  state: State
  introducerId: string
  seekerId: string | null
  parties: { personId: string; answer: Answer | null }[]
  note: string
  word: string | null
  meeting: string | null
  threadId: string | null
  /** The viewer's own, once they may say. */
  good: boolean | null
  maySayGood: boolean
  /** Told to the introducer alone. */
  bothGlad: boolean
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

export function expiryOf(createdAt: Temporal.Instant): Temporal.Instant {
  return createdAt.add({ hours: 24 * DAYS_OPEN })
}

/** The state anybody may know of. The time decides, not the job that tidies up after it. */
export function stateAt({ state, expiresAt }: Pick<Introduction, 'state' | 'expiresAt'>, now: Temporal.Instant): State {
  if (state === 'met' || state === 'ended') return state
  return Temporal.Instant.compare(now, expiresAt) < 0 ? 'open' : 'ended'
}

/** Null for anybody but its three; of one that somebody asked for, for anybody but the other party until they met. */
export function seenBy(introduction: Introduction, viewerId: string, now: Temporal.Instant): Seen | null {
  const { id, introducerId, seekerId, parties, note, createdAt, expiresAt } = introduction
  if (!concerns(introduction, viewerId)) return null
  const own = parties.find((party) => party.personId === viewerId)
  const state = stateAt(introduction, now)
  return {
    id,
    state,
    introducerId,
    seekerId,
    parties: parties.map(({ personId, answer }) => ({
      personId,
      answer: state === 'met' || personId === viewerId ? answer : null,
    })),
    note,
    word: own?.word ?? null,
    meeting: introduction.meeting,
    good: own?.good ?? null,
    maySayGood: own !== undefined && isOutcomeDue(introduction, now),
    bothGlad: introducerId === viewerId && introduction.bothLiked,
    threadId: state === 'met' ? introduction.threadId : null,
    createdAt,
    expiresAt,
  }
}

/** Whether a month has passed since they met. */
export function isOutcomeDue({ state, metAt }: Introduction, now: Temporal.Instant): boolean {
  return (
    state === 'met' && metAt !== null && Temporal.Instant.compare(metAt.add({ hours: 24 * DAYS_UNTIL_ASKED }), now) <= 0
  )
}

/**
 * What saying whether it was good changes: one may change one's mind, which the introducer does not see; that both were glad is told
 * once.
 */
export function takeOutcome(introduction: Introduction, personId: string, good: boolean, now: Temporal.Instant) {
  const { own, other } = partyOf(introduction, personId)
  if (!isOutcomeDue(introduction, now)) throw refuse('invalid', 'introductions.too_early')
  return { changes: own.good !== good, bothGlad: good && other.good === true && !introduction.bothLiked }
}

/** What an answer changes. It may be changed until both said yes; one given after a lapse is kept like any other. */
export function takeAnswer(introduction: Introduction, personId: string, answer: Answer, now: Temporal.Instant) {
  const { own, other } = partyOf(introduction, personId)
  if (own.answer === answer) return { changes: false, meets: false }
  requireOpen(introduction, now)
  return { changes: true, meets: introduction.state === 'open' && answer === 'yes' && other.answer === 'yes' }
}

/** Whether a withdrawal ends it; of one that is over already nothing is left to withdraw. */
export function takeWithdrawal(introduction: Introduction, personId: string, now: Temporal.Instant): boolean {
  if (!concerns(introduction, personId)) throw missing()
  if (introduction.introducerId !== personId) throw refuse('invalid', 'introductions.not_the_introducer')
  const state = stateAt(introduction, now)
  if (state === 'met') throw refuse('invalid', 'introductions.already_met')
  return state === 'open'
}

/** The one who asks and the other party; anybody else has nothing to answer. */
export function partyOf(introduction: Introduction, personId: string): { own: Party; other: Party } {
  if (!concerns(introduction, personId)) throw missing()
  const [first, second] = introduction.parties
  if (first.personId === personId) return { own: first, other: second }
  if (second.personId === personId) return { own: second, other: first }
  throw refuse('invalid', 'introductions.not_a_party')
}

/** Those who waited for it to come about, and for whom its end is news: nobody who said no or nothing. */
export function waitedFor({ parties, seekerId }: Introduction): string[] {
  return parties
    .filter(({ personId, answer }) => answer === 'yes' && personId !== seekerId)
    .map((party) => party.personId)
}

export function cleanNote(note: string): string {
  const clean = cleanText(note)
  if (clean === '') throw refuse('invalid', 'introductions.note_missing')
  // Measured as it will be said, so that no meeting fails on its opening words.
  if (isLonger(quieten(clean, []), LIMITS.note)) {
    throw refuse('invalid', 'introductions.note_too_long', { most: LIMITS.note })
  }
  return clean
}

/** The word to one of the two alone; null where there is none. */
export function cleanWord(word: string | undefined): string | null {
  const clean = cleanText(word ?? '')
  if (isLonger(clean, LIMITS.word)) throw refuse('invalid', 'introductions.word_too_long', { most: LIMITS.word })
  return clean || null
}

/** When and where they could meet; null where nothing is said of it. */
export function cleanMeeting(meeting: string | null | undefined): string | null {
  const clean = cleanLine(meeting ?? '')
  if (isLonger(clean, LIMITS.meeting))
    throw refuse('invalid', 'introductions.meeting_too_long', { most: LIMITS.meeting })
  return clean || null
}

/** The status that opens the conversation: it addresses the two and holds the note. */
export function openingWords(note: string, handles: string[]): string {
  return `${handles.map((handle) => `@${handle}`).join(' ')}\n\n${quieten(note, handles)}`
}

// Whoever else is named in a note is not called into the conversation: a word joiner behind their @ keeps it text.
function quieten(note: string, called: string[]): string {
  const wanted = called.map((handle) => handle.toLowerCase())
  const isOther = (handle: string) => !wanted.includes(handle.slice(1).toLowerCase())
  return parseText(note)
    .map(({ kind, text }) => (kind === 'mention' && isOther(text) ? `@\u2060${text.slice(1)}` : text))
    .join('')
}

/** Whether it is theirs to know of. */
function concerns({ introducerId, seekerId, parties, state }: Introduction, personId: string): boolean {
  if (seekerId && state !== 'met' && [introducerId, seekerId].includes(personId)) return false
  return introducerId === personId || parties.some((party) => party.personId === personId)
}

export function requireOpen(introduction: Pick<Introduction, 'state' | 'expiresAt'>, now: Temporal.Instant) {
  const state = stateAt(introduction, now)
  if (state === 'met') throw refuse('invalid', 'introductions.already_met')
  if (state === 'ended') throw refuse('invalid', 'introductions.over')
}
