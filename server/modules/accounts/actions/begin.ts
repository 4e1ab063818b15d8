import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { refuse } from '#platform/refusal'
import { randomToken, tokenHash } from '#platform/secrets'
import { checkPlaceName } from '../model/settings.ts'
import { keepBeginning, updatePlace, useBeginning } from '../store/place.ts'
import { settle } from './join.ts'
import { addAccount, checkNewcomer, type Newcomer } from './newcomer.ts'

/** The one-time link that makes its opener the owner; null once there is one. A newer link replaces an older. */
export async function openBeginning(ctx: Context): Promise<string | null> {
  const token = randomToken()
  const open = await keepBeginning(ctx.db, tokenHash(token))
  return open ? `${ctx.config.origin}/begin?token=${token}` : null
}

export async function begin(ctx: Context, wish: Newcomer & { token: string; placeName: string }): Promise<string> {
  const name = checkPlaceName(wish.placeName)
  const newcomer = await checkNewcomer(wish)
  return transaction(ctx.db, async (tx) => {
    const used = await useBeginning(tx, tokenHash(wish.token), ctx.now())
    if (!used) throw refuse('gone', 'accounts.beginning_used')
    await updatePlace(tx, { name })
    const personId = await addAccount(tx, newcomer, { role: 'owner' })
    await settle(ctx, tx, personId, null)
    return personId
  })
}
