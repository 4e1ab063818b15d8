/** When lots may be drawn: in the evening, when people look, and before it is over. */
export type DrawTime = 'today' | 'tomorrow' | 'days' | 'week' | 'last'

const EVENING = 18
/** Of those who would like it some should hear of it first. */
const AHEAD = 60 * 60_000
const DAYS = { today: 0, tomorrow: 1, days: 3, week: 7 } as const

export function drawTimes(now: Date, until: Date): { name: DrawTime; at: Date }[] {
  const found = Object.entries(DAYS).map(([name, days]) => ({
    name: name as DrawTime,
    at: new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, EVENING),
  }))
  const fit = found.filter(({ at }) => at.getTime() - now.getTime() >= AHEAD && at <= until)
  return fit.length > 0 ? fit : [{ name: 'last', at: until }]
}
