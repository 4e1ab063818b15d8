/** When things were said: over the last three weeks, at hours when people are awake, each person's in the order told. */
import type { Chance } from './draw/chance.ts'

export const DAYS = 21
const ZONE = 'Europe/Berlin'
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const HOURS = { morning: [6.5, 9], noon: [11.5, 13.5], evening: [18, 21.5], night: [22, 23.8], day: [7, 22.5] } as const

export type Calendar = {
  /** `3d`, `5h`, `20m` ago. */
  ago(text: string): Temporal.Instant
  /** `share` of the three weeks is over; `when` may know better (`4h`, `1d`, `evening`, `wed noon`). */
  moment(share: number, when: string | null): Temporal.Instant
  /** So much later, but not in the future: what would be is drawn back between then and now. */
  later(from: Temporal.Instant, minutes: number): Temporal.Instant
}

export function calendar(now: Temporal.Instant, chance: Chance): Calendar {
  const ago = (text: string) => {
    const unit = { m: 1, h: 60, d: 24 * 60 }[text.at(-1)!]!
    return now.subtract({ seconds: Math.round(Number.parseFloat(text) * unit * 60) })
  }
  const later = (from: Temporal.Instant, minutes: number) => {
    const room = Math.max(0, now.epochMilliseconds - from.epochMilliseconds) / 60_000
    const fits = minutes < room * 0.6 ? minutes : room * (1 - 0.4 / (1 + minutes / (room + 1)))
    return from.add({ milliseconds: Math.round(fits * 60_000) })
  }
  const moment = (share: number, when: string | null) => {
    if (when && /^\d+(m|h)$/.test(when)) return ago(when)
    if (when === '1d' || when === '2d') return atHour(ago(when), 'day')
    return atHour(now.subtract({ minutes: Math.round((1 - share) * DAYS * 24 * 60) }), when ?? 'day')
  }
  function atHour(about: Temporal.Instant, when: string): Temporal.Instant {
    const words = when.split(' ')
    const [from, to] = HOURS[words.at(-1) as keyof typeof HOURS]
    const seconds = Math.round(chance.between(from, to) * 3600)
    const weekday = words.length > 1 ? WEEKDAYS.indexOf(words[0]!) + 1 : null
    let day = about.toZonedDateTimeISO(ZONE).startOfDay()
    if (weekday) day = day.subtract({ days: (day.dayOfWeek - weekday + 7) % 7 })
    const found = day.add({ seconds }).toInstant()
    return isPast(found) ? found : found.subtract({ hours: weekday ? 7 * 24 : 24 })
  }
  const isPast = (found: Temporal.Instant) => Temporal.Instant.compare(found, now.subtract({ minutes: 15 })) < 0
  return { ago, moment, later }
}
