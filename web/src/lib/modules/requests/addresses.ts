/** Where requests stand: one's own, and those that were handed to one. */
import type { Account, IntroductionRequest, PassedRequest } from '#lib/api/entities.ts'
import { introductionHref } from '#lib/modules/introductions/roles.ts'

/** `via`: those who could be asked first. */
export const askHref = (target: Account, via: readonly Account[] = []) =>
  `/introductions/ask/${target.id}${via.map(({ id }, i) => `${i === 0 ? '?' : '&'}via=${id}`).join('')}`
export const HANDED_HREF = '/introductions/passed'
export const passedHref = ({ id }: Pick<PassedRequest, 'id'>) => `/introductions/passed/${id}`

/** Once they met, the introduction that came of it. */
export const requestHref = ({ id, introduction_id: met }: Pick<IntroductionRequest, 'id' | 'introduction_id'>) =>
  met ? introductionHref({ id: met }) : `/introductions/asked/${id}`
