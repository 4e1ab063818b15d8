import type { Context } from '#platform/context'
import { violates } from '#platform/db'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { insertPassedPair } from './store.ts'

/** Not these two: they are never suggested to whoever says so again. Nobody learns of it. */
export async function passPair(ctx: Context, personId: string, [one, other]: [string, string]): Promise<void> {
  if (!isId(one) || !isId(other)) throw missing()
  if (one === other) throw refuse('invalid', 'introductions.same_person')
  try {
    await insertPassedPair(ctx.db, personId, one, other)
  } catch (error) {
    if (violates(error, 'passed_pairs_low_id_fkey') || violates(error, 'passed_pairs_high_id_fkey')) throw missing()
    throw error
  }
}
