import type { Chance } from './draw/chance.ts'
import { VISITORS, type Introduction, type Said, type Town } from './town.ts'

export type Follow = [follower: string, followee: string]

/**
 * Who follows whom: mostly those of one's own circles, those one answers, some neighbour, and nearly everybody the one who
 * brought them here. Two who are only just being introduced do not know each other yet.
 */
export function whoFollowsWhom(town: Town, chance: Chance): Follow[] {
  const strangers = new Set(
    town.introductions.flatMap(({ parties: [one, other] }) => [pair(one, other), pair(other, one)]),
  )
  const known = new Set([...talkedTo(town.said), ...introducedBy(town.introductions)])
  const follows: Follow[] = []
  for (const { username: follower, circles } of town.people) {
    for (const { username: followee, circles: theirs } of town.people) {
      if (follower === followee || strangers.has(pair(follower, followee))) continue
      const likely = known.has(pair(follower, followee)) ? 1 : likelihood(circles, theirs, followee)
      if (chance.often(likely)) follows.push([follower, followee])
    }
  }
  return follows
}

function likelihood(mine: string[], theirs: string[], followee: string): number {
  if (followee === VISITORS.owner) return 0.95
  if (mine.includes(theirs[0]!)) return 0.85
  return mine.some((circle) => theirs.includes(circle)) ? 0.4 : 0.04
}

/** Who comments on somebody's words follows them; who mentions them as well. */
function talkedTo(said: Said[]): string[] {
  return said.flatMap(({ by, comments }) => comments.filter((one) => one.by !== by).map((one) => pair(one.by, by)))
}

function introducedBy(introductions: Introduction[]): string[] {
  return introductions.flatMap(({ by, parties }) => parties.flatMap((party) => [pair(by, party), pair(party, by)]))
}

function pair(one: string, other: string): string {
  return `${one} ${other}`
}
