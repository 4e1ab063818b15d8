/**
 * Goodwill: thanks, and the light that is passed on. Somebody thanks for an answer, an introduction, an offer, a comment, or just so, with
 * a word or without; for the two alone, unless both let it be shown. That yes is to just these words, and ends where they report it or one
 * shuts the other out. Those along the chain that led there, who gave the question on or introduced the two, are thanked with them, and
 * learn no name that the chain kept from them (docs/decisions/0062-thanks-along-the-chain.md).
 * A thanks can be passed on as an offer. What people did for each other is a flame to each who had a part in it, with the one that lit it
 * (docs/decisions/0063-my-light.md). Nothing is counted.
 *
 * Tells `thanks` and `thanks_chain`; announces nothing of its own.
 */
import type { Module } from '../../modules.ts'
import { takeBlock } from './actions/hide.ts'
import { thankForHelp } from './actions/thank.ts'
import { routes } from './routes.ts'

export { hideReportedThanks, takeDownThanksWord } from './actions/hide.ts'
export { passOn } from './actions/pass.ts'
export { thank } from './actions/thank.ts'
export { lightPage } from './views/light.ts'
export { lastThanks, maySeeThanks } from './views/lookups.ts'

export const goodwill: Module = {
  name: 'goodwill',
  routes,
  reactions: [
    async (ctx, tx, happening) => {
      if (happening.kind === 'asks.helped') await thankForHelp(ctx, tx, happening)
      if (happening.kind === 'ties.blocked') await takeBlock(tx, happening)
    },
  ],
}
