/** What two already had to do with each other, whoever follows whom: then they know each other, and nobody need introduce them. */
import type { Offer } from '#lib/api/offers.ts'
import type { Thanks } from '#lib/api/thanks.ts'
import { isFromMe } from '#lib/modules/offers/between.ts'

/** Whether it went from me to them, from them to me. */
type Ways = { mine: boolean; theirs: boolean }
export type Dealings = { agreed: boolean; helped: Ways; thanked: Ways }

/** What did not come to it, or nobody came to, is no acquaintance. */
export function dealingsOf(memory: readonly Offer[], thanks: readonly Thanks[]): Dealings {
  const agreed = memory.filter(({ went }) => went && !went.let_go && went.mine !== 'missed' && went.theirs !== 'missed')
  const handed = agreed.filter(({ went }) => went!.mine === 'handed' || went!.theirs === 'handed')
  return {
    agreed: agreed.length > 0,
    helped: { mine: handed.some(isFromMe), theirs: handed.some((offer) => !isFromMe(offer)) },
    // Whoever only stands along a chain need not know whose thanks came to them.
    thanked: { mine: thanks.some(({ part }) => part === 'from'), theirs: thanks.some(({ part }) => part === 'to') },
  }
}

const either = ({ mine, theirs }: Ways) => mine || theirs
/** The light between them, where something was passed on. */
export const lights = ({ helped, thanked }: Dealings) => either(helped) || either(thanked)
export const haveDealt = (dealings: Dealings) => dealings.agreed || lights(dealings)

/** The most there was, in a word of `people.dealt_`; null where there was nothing. */
export function dealtWord({ agreed, helped, thanked }: Dealings) {
  if (either(helped)) return `helped_${wayOf(helped)}` as const
  if (either(thanked)) return `thanked_${wayOf(thanked)}` as const
  return agreed ? ('agreed' as const) : null
}
const wayOf = ({ mine, theirs }: Ways) => (mine && theirs ? 'both' : mine ? 'mine' : 'theirs')
