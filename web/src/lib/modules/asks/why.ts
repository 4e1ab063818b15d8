/** Why somebody is asked, in a sentence: who thinks so, or what they said and did that speaks for it. */
import type { Ask, Nudge } from '#lib/api/asks.ts'
import { firstName } from '#lib/modules/people/names.ts'
import { plainText } from '#lib/modules/statuses/text.ts'
import type { Language } from '#lib/ui/language.ts'

type About = Pick<Ask, 'question' | 'details' | 'language'>

export function whyAsked({ from, reason }: Nudge, ask: About, { t, list }: Language): string {
  if (from) return t('asks.why_from', { name: firstName(from) })
  if (reason?.kind === 'greeter' || reason?.kind === 'newcomer') return t(`asks.why_${reason.kind}`)
  const words = list(asWritten(reason?.words ?? [], ask).map((word) => t('introductions.quoted', { words: word })))
  if (!reason || !words || reason.kind === 'unknown') return t('asks.why_near')
  if (reason.kind !== 'answered') return t(`asks.why_${reason.kind}`, { words })
  return t('asks.why_answered', { words, times: t(TIMES[reason.count ?? 1] ?? 'asks.often') })
}

const TIMES = [undefined, 'asks.once', 'asks.twice', 'asks.thrice'] as const

/** The reason has words in small letters; where some are names of things in German, the others say less. */
export function asWritten(words: string[], { question, details, language }: About): string[] {
  const text = `${question} ${plainText(details)}`
  const written = words.map((word) => {
    const at = text.toLowerCase().indexOf(word)
    return at < 0 ? word : text.slice(at, at + word.length)
  })
  const things = written.filter((word) => /^\p{Lu}/u.test(word))
  return language === 'de' && things.length > 0 ? things : written
}
