/** What a place remembers of who knows and who is around: filled at the start from what is stored, and kept up as things happen. */
import { makeActivity, type Activity, type Silence } from './activity.ts'
import type { Kind, Piece } from './evidence.ts'
import { makeKnowledge, type Knowledge } from './knowledge.ts'

export type Memory = { knowledge: Knowledge; activity: Activity }

/** Times in milliseconds. Ids are the caller's; one that comes again replaces what it stood for. */
export type RememberedAnswer = {
  id: string
  person: string
  at: number
  text: string
  ask: { title: string; text?: string | undefined; at: number }
}
/** Everything but answers, which tell of activity, too. */
export type Told = Piece & { kind: Exclude<Kind, 'answered'> }

export function makeMemory(): Memory {
  return { knowledge: makeKnowledge(), activity: makeActivity() }
}

/** That something was asked, by its moment: activity fades with the asks that came since. */
export function rememberAsk({ activity }: Memory, at: number): void {
  activity.addAsk(at)
}

export function forgetAsk({ activity }: Memory, at: number): void {
  activity.removeAsk(at)
}

export function rememberAnswer({ knowledge, activity }: Memory, { id, person, at, text, ask }: RememberedAnswer): void {
  knowledge.add({ id, person, kind: 'answered', text: `${ask.title}\n${ask.text ?? ''}\n${text}` })
  activity.answers.add({ id, person, at, askedAt: ask.at })
}

export function rememberTold({ knowledge }: Memory, told: Told): void {
  knowledge.add(told)
}

/** Was nudged and said nothing. */
export function rememberSilence({ activity }: Memory, silence: Silence): void {
  activity.silences.add(silence)
}

/** Was here at that moment, whatever they did. */
export function rememberSeen({ activity }: Memory, person: string, at: number): void {
  activity.addSeen(person, at)
}

/** An answer, something told or a silence, as if it had never been. */
export function forget({ knowledge, activity }: Memory, id: string): void {
  knowledge.remove(id)
  activity.answers.remove(id)
  activity.silences.remove(id)
}
