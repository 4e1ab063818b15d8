/** Who is who in an introduction, for the one who looks. */
import type { Account, Answer, Introduction } from '#lib/api/entities.ts'

export const isIntroducer = (introduction: Introduction, me: Account) => introduction.introducer.id === me.id

export function sides(introduction: Introduction, me: Account): { other: Account; answer: Answer | null } {
  const [first, second] = introduction.parties
  const mine = introduction.parties.find(({ account }) => account.id === me.id)
  const other = first?.account.id === me.id ? second : first
  return { other: (other ?? first)!.account, answer: mine?.answer ?? null }
}

/** Who asked to be introduced, and wrote the words; nobody where the introducer had the idea. */
export function seekerOf({ seeker_id: id, parties }: Introduction): Account | undefined {
  return parties.find(({ account }) => account.id === id)?.account
}

export const introductionHref = (introduction: { id: string }) => `/introductions/${introduction.id}`
