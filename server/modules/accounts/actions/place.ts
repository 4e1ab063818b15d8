import type { Context } from '#platform/context'
import { checkPlaceDescription, checkPlaceName } from '../model/settings.ts'
import { updatePlace } from '../store/place.ts'

export type PlaceChanges = { name?: string; description?: string; requestsOpen?: number; requestsWeekly?: number }

export async function describePlace(ctx: Context, changes: PlaceChanges): Promise<void> {
  const { requestsOpen, requestsWeekly } = changes
  await updatePlace(ctx.db, {
    ...(changes.name === undefined ? {} : { name: checkPlaceName(changes.name) }),
    ...(changes.description === undefined ? {} : { description: checkPlaceDescription(changes.description) }),
    ...(requestsOpen === undefined ? {} : { requestsOpen }),
    ...(requestsWeekly === undefined ? {} : { requestsWeekly }),
  })
}
