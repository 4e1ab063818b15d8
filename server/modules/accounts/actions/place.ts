import type { Context } from '#platform/context'
import { checkPlaceDescription, checkPlaceName } from '../model/settings.ts'
import { updatePlace } from '../store/place.ts'

export async function describePlace(ctx: Context, changes: { name?: string; description?: string }): Promise<void> {
  await updatePlace(ctx.db, {
    ...(changes.name === undefined ? {} : { name: checkPlaceName(changes.name) }),
    ...(changes.description === undefined ? {} : { description: checkPlaceDescription(changes.description) }),
  })
}
