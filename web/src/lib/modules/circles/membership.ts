/** Taking people in and out: shown at once, and taken back with the server's sentence if refused. */
import { takeIn, takeOut } from '#lib/api/circles.ts'
import type { Account, CircleName } from '#lib/api/entities.ts'
import { sentenceOf } from '#lib/api/sentence.ts'
import { firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

export type Membership = { circle: CircleName; account: Account; show: (isIn: boolean) => void }

// One after the other, so that an undo never overtakes what it undoes.
let before: Promise<unknown> = Promise.resolve()

export async function changeMembership({ circle, account, show }: Membership, into: boolean, language: Language) {
  show(into)
  const change = before.then(() => (into ? takeIn(circle.id, [account]) : takeOut(circle.id, account)))
  before = change.catch(() => {})
  try {
    await change
  } catch (error) {
    show(!into)
    toast(sentenceOf(error, language))
  }
}

/** Done at once and not when the toast goes: what is said next is for those who are in it now. */
export function changeWithUndo(membership: Membership, into: boolean, language: Language) {
  const words = { name: firstName(membership.account), title: membership.circle.title }
  toast(language.t(into ? 'circles.is_in' : 'circles.is_out', words), {
    undo: () => void changeMembership(membership, !into, language),
  })
  void changeMembership(membership, into, language)
}
