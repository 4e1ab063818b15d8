/** A form one writes in: where a script runs, it begins with what was kept, and keeps every change. */
import { onMount } from 'svelte'

type Kept = { fields: object; begin: () => void; keep: () => void }

export function keepWriting({ fields, begin, keep }: Kept) {
  // Without script the plain form must be sendable, whatever stands in it.
  let scripted = $state(false)

  onMount(() => {
    begin()
    scripted = true
  })
  $effect(() => {
    $state.snapshot(fields)
    if (scripted) keep()
  })

  return {
    get scripted() {
      return scripted
    },
  }
}
