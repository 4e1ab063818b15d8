/**
 * The rules of an introduction to somebody with only e-mail, without I/O. What somebody sees depends on their own answer, on
 * whether both said yes, on its withdrawal and on the time: as of any introduction, a no leaves no trace.
 */
import { DAYS_UNTIL_ASKED, requireOpen, stateAt, type Answer, type KeptState, type State } from '#modules/introductions'
import { missing, refuse } from '#platform/refusal'
import { cleanLine } from '#platform/text'

/** So many of somebody's are open at a time, and so many mails a week go out for one person. */
export const OPEN_AT_MOST = 5
export const MAILS_A_WEEK = { most: 5, seconds: 7 * 86_400 } as const
/** One may mistype an address and correct it; whoever's mails do not arrive again and again waits. */
export const UNDELIVERED_A_WEEK = 2
const MOST_NAME = 100
const MOST_ADDRESS = 254

export type GuestIntroduction = {
  id: string
  introducerId: string
  personId: string
  guestId: string
  guestName: string
  note: string
  word: string | null
  guestWord: string | null
  /** When and where they could meet, in words. */
  meeting: string | null
  answer: Answer | null
  guestAnswer: Answer | null
  /** Whether it was good to meet: each says so for nobody to read. */
  good: boolean | null
  guestGood: boolean | null
  metAt: Temporal.Instant | null
  state: KeptState
  undelivered: boolean
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

export type Side = 'person' | 'guest'

/** What an answer changes. It may be changed until both said yes. */
export function takeAnswer(introduction: GuestIntroduction, side: Side, answer: Answer, now: Temporal.Instant) {
  const { answer: persons, guestAnswer: guests, state } = introduction
  const [own, other] = side === 'person' ? [persons, guests] : [guests, persons]
  if (own === answer) return { changes: false, meets: false }
  requireOpen(introduction, now)
  return { changes: true, meets: state === 'open' && answer === 'yes' && other === 'yes' }
}

/** Whether a month has passed since they met. */
export function isOutcomeDue({ state, metAt }: GuestIntroduction, now: Temporal.Instant): boolean {
  const asked = metAt?.add({ hours: 24 * DAYS_UNTIL_ASKED })
  return state === 'met' && asked !== undefined && Temporal.Instant.compare(asked, now) <= 0
}

/** What saying whether it was good changes: one may change one's mind. */
export function takeOutcome(introduction: GuestIntroduction, side: Side, given: boolean, now: Temporal.Instant) {
  const { good, guestGood } = introduction
  const [own, other] = side === 'person' ? [good, guestGood] : [guestGood, good]
  if (!isOutcomeDue(introduction, now)) throw refuse('invalid', 'introductions.too_early')
  return { changes: own !== given, bothGlad: given && other === true }
}

export function takeWithdrawal(introduction: GuestIntroduction, personId: string, now: Temporal.Instant): boolean {
  if (introduction.personId === personId) throw refuse('invalid', 'introductions.not_the_introducer')
  if (introduction.introducerId !== personId) throw missing()
  const state = stateAt(introduction, now)
  if (state === 'met') throw refuse('invalid', 'introductions.already_met')
  return state === 'open'
}

/** What one of the two here may know: their own answer, and who the guest is once both said yes. */
export function seenBy(introduction: GuestIntroduction, viewerId: string, now: Temporal.Instant) {
  const { introducerId, personId, answer, guestAnswer, word } = introduction
  if (viewerId !== introducerId && viewerId !== personId) return null
  const state: State = stateAt(introduction, now)
  const met = state === 'met'
  const isParty = viewerId === personId
  return {
    state,
    answer: met || isParty ? answer : null,
    guestAnswer: met ? guestAnswer : null,
    word: isParty ? word : null,
    addressShown: met && isParty,
    good: isParty ? introduction.good : null,
    maySayGood: isParty && isOutcomeDue(introduction, now),
    bothGlad: !isParty && introduction.good === true && introduction.guestGood === true,
    undelivered: introducerId === viewerId && introduction.undelivered,
  }
}

/** Whatever tag an address carries (RFC 5233), the mail comes to the same person. */
export function mailboxOf(address: string): string {
  return address.replace(/\+[^@]*@/, '@')
}

// Not a handle of the fediverse, which has an @ in front as well.
const ANY_ADDRESS = /(?<![@\p{L}\p{N}._+-])[\p{L}\p{N}._+-]+ ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u

/** What one writes is read before both said yes, and an address is not to be read before that. */
export function requireNoAddress(words: (string | null)[], address: string): void {
  const plain = words.map((text) => (text ?? '').normalize('NFKC').toLowerCase())
  if (plain.some((text) => text.includes(address) || ANY_ADDRESS.test(text)))
    throw refuse('invalid', 'guests.address_in_words')
}

export function cleanGuest({ name, address }: { name: string; address: string }) {
  const clean = { name: cleanLine(name), address: cleanLine(address).toLowerCase() }
  if (clean.name === '') throw refuse('invalid', 'guests.name_missing')
  if (Array.from(clean.name).length > MOST_NAME) throw refuse('invalid', 'guests.name_too_long', { most: MOST_NAME })
  const fits = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\].]+$/.test(clean.address)
  if (!fits || clean.address.length > MOST_ADDRESS) throw refuse('invalid', 'guests.address_wrong')
  return clean
}
