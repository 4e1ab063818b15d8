/** How far a question goes, with whose name, and until when. */
import type { Reach } from '#lib/api/asks.ts'
import type { Me } from '#lib/api/entities.ts'

/** Whoever has few people as yet asks the place, where somebody greets newcomers. */
export const usualReach = ({ account }: Me): 'place' | 'people' => (account.following_count < FEW ? 'place' : 'people')
const FEW = 3

/** What everybody may see has its author. */
export const mayBeUnnamed = (reach: Reach) => reach !== 'everybody'

/** The last moment of a day where one is. */
export const endOf = (day: string) => (day ? new Date(`${day}T23:59:59`).toISOString() : null)

/** Of a kept day what may still be chosen: one that went by meanwhile is none any more. */
export function dayAhead(day: string, most = Infinity, now = Date.now()): string {
  const left = Date.parse(`${day}T23:59:59`) - now
  return left > 0 && left < most * 86_400_000 ? day : ''
}
