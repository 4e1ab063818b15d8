/** How a moment is said: near ones by their distance, later ones by the clock, the weekday, the date. */
import type { Language } from './language.ts'

/** ago: "12 min. ago" · clock: "14:02" within the day · full: "today, 14:02" · day: "today", "Tuesday", "9 Oct." */
export type TimeStyle = 'ago' | 'clock' | 'full' | 'day'

const minute = 60_000

export function sayTime(language: Language, date: Date, now: number, style: TimeStyle): string {
  const age = now - date.getTime()
  const days = daysBetween(language, date, new Date(now))
  const clockTime = () => language.date(date, { hour: 'numeric', minute: '2-digit' })
  if (language.zone === null) return byDistance(language, date, now, days)
  if (style === 'day') return dayName(language, date, days, now)
  if (style === 'full')
    return days === 0 && age < minute ? language.t('ui.now') : `${dayName(language, date, days, now)}, ${clockTime()}`
  if (age < minute && age > -minute) return language.t('ui.now')
  if (style === 'ago' && age > 0 && age < 60 * minute)
    return language.t('ui.minutes_ago', { minutes: Math.floor(age / minute) })
  return days === 0 ? clockTime() : dayName(language, date, days, now)
}

/** Nobody told us how late it is there: said so that it holds everywhere. */
function byDistance(language: Language, date: Date, now: number, days: number): string {
  const age = now - date.getTime()
  if (age < minute) return language.t('ui.now')
  if (age < 60 * minute) return language.t('ui.minutes_ago', { minutes: Math.floor(age / minute) })
  if (age < 24 * 60 * minute) return language.t('ui.hours_ago', { hours: Math.floor(age / (60 * minute)) })
  return dayName(language, date, days, now)
}

function dayName(language: Language, date: Date, days: number, now: number): string {
  if (days === 0) return language.t('ui.today')
  if (days === 1) return language.t('ui.yesterday')
  if (days > 1 && days < 7) return language.date(date, { weekday: 'long' })
  const sameYear = language.date(date, { year: 'numeric' }) === language.date(new Date(now), { year: 'numeric' })
  return language.date(date, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
}

function daysBetween(language: Language, from: Date, to: Date): number {
  const day = (date: Date) => Date.parse(`${language.date(date, { dateStyle: 'short' }, 'en-CA')}T00:00:00Z`)
  return Math.round((day(to) - day(from)) / 86_400_000)
}
