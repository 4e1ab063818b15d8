/** A form whose success makes somebody else of the visitor: the next page is loaded whole, language and all. */
import { applyAction, type SubmitFunction } from '$app/forms'

export const whole =
  (busy: (is: boolean) => void): SubmitFunction =>
  () => {
    busy(true)
    return async ({ result, update }) => {
      if (result.type === 'redirect') return void location.assign(result.location)
      // Told where one is: `update` would go to the form's address, and forget what was wrong with it on the way.
      if (result.type === 'failure') await applyAction(result)
      else await update({ reset: false })
      busy(false)
    }
  }
