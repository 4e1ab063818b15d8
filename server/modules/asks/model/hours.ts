/** Whether this is a time of day at which somebody answers. */
const DAY = 86_400_000
/** What is asked now is mostly answered within a working day. */
const SPAN = 8
/** As many answers spread over the whole day are supposed of everybody. */
const SUPPOSED = 3
/** Habits change. */
const LATEST = 100

/** 1 where nothing is known or no hour is preferred; twice as many answers as by chance in the hours to come are 2. */
export function hourMatch(answers: readonly { at: number }[], now: number): number {
  const from = Math.max(0, answers.length - LATEST)
  let soon = 0
  for (let index = from; index < answers.length; index++) if (hoursAfter(now, answers[index]!.at) < SPAN) soon += 1
  const chance = SPAN / 24
  return (soon + SUPPOSED * chance) / ((answers.length - from + SUPPOSED) * chance)
}

/** By the time of day alone. */
function hoursAfter(now: number, at: number): number {
  const days = (at - now) / DAY
  return 24 * (days - Math.floor(days))
}
