import type { Context } from '#platform/context'
import { Refusal, refuse } from '#platform/refusal'
import { checkUsername } from '../model/usernames.ts'

/** Why somebody cannot be called so; null when they can. Names of suspended people stay taken. */
export async function whyUnavailable(ctx: Context, username: string): Promise<Refusal | null> {
  const name = username.trim()
  try {
    checkUsername(name)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  const taken = await ctx.db
    .selectFrom('people')
    .select('id')
    .where((eb) => eb(eb.fn('lower', ['username']), '=', name.toLowerCase()))
    .where((eb) => eb(eb.fn.coalesce(eb.fn('lower', ['domain']), eb.val('')), '=', ''))
    .executeTakeFirst()
  return taken ? refuse('invalid', 'people.username_taken') : null
}
