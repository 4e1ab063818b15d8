/** A form whose success makes somebody else of the visitor: the next page is loaded whole, language and all. */
import type { SubmitFunction } from '$app/forms'

export const whole =
  (busy: (is: boolean) => void): SubmitFunction =>
  () => {
    busy(true)
    return async ({ result, update }) => {
      if (result.type === 'redirect') return void location.assign(result.location)
      await update({ reset: false })
      busy(false)
    }
  }
