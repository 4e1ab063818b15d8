/** Who may see what somebody said, as plainly as can be. `test/visibility.test.ts` holds every door against it. */
import { Standing } from '#test/standing'

export const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export type Said = {
  id: string
  author: number
  visibility: Visibility
  /** Whose circle it is for; everybody has one. */
  circle: number | null
  addressed: Set<number>
  named: Set<number>
  answers: Said | null
  boosts: Said | null
  deleted: boolean
}

export class Model extends Standing {
  said: Said[] = []
  marks = { favourite: new Set<string>(), bookmark: new Set<string>() }

  /** `viewer` null is somebody signed out. */
  sees(viewer: number | null, status: Said): boolean {
    if (status.deleted) return false
    if (status.boosts && !this.sees(viewer, status.boosts)) return false
    if (viewer === status.author) return true
    const open = status.visibility === 'public' || status.visibility === 'unlisted'
    if (viewer === null) return open
    if (this.shut(viewer, status.author)) return false
    const { circle } = status
    if (circle !== null)
      return viewer === circle || (this.circles.has(`${circle} ${viewer}`) && this.follows.has(`${viewer} ${circle}`))
    const follows = this.follows.has(`${viewer} ${status.author}`)
    return open || (status.visibility === 'private' && follows) || status.addressed.has(viewer)
  }

  alive(viewer: number | null): Said[] {
    return this.said.filter((status) => this.sees(viewer, status))
  }

  remove(status: Said) {
    status.deleted = true
    for (const boost of this.said) if (boost.boosts === status) boost.deleted = true
  }
}
