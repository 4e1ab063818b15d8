import { createApi, isRefusal, type Api, type Page } from '#lib/api/client.ts'
import type { Account, Path, Person, Relationship } from '#lib/api/entities.ts'
import { readBetween, type Offer } from '#lib/api/offers.ts'
import { owedTo, type Owed } from '#lib/api/owed.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { mayAsk, openRequestTo, pathsTo } from '#lib/api/requests.ts'
import { suggestedPairs } from '#lib/api/suggestions.ts'
import { readThanks, thankedToday, thanksBetween, type Thanks } from '#lib/api/thanks.ts'
import { offersBy, waitingAtMine } from '#lib/modules/offers/matched.ts'
import { dealingsOf, haveDealt } from '#lib/modules/people/dealings.ts'
import { settledOf } from '#lib/modules/people/next.ts'
import { waitsFrom } from '#lib/modules/people/waits.ts'
import { olderFrom, readTimeline, type TimelinePage } from '#lib/api/timelines.ts'
import type { PageLoad } from './$types'

/** So many thanks stand on the page itself. */
const GLIMPSE = 3
const NO_THANKS: Page<Thanks> = { items: [], older: null, newer: null }

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  const api = createApi(fetch)
  const account = await orNotFound(api.get<Account>('/api/v1/accounts/lookup', { acct: params.handle }))
  const path = `/api/v1/accounts/${account.id}/statuses`
  const query = { exclude_replies: true }
  const others = me && me.account.id !== account.id
  const tied = others
    ? api.get<Relationship[]>('/api/v1/accounts/relationships', { id: [account.id] }).then(([tie]) => tie ?? null)
    : null
  const [
    said,
    person,
    tie,
    common,
    paths,
    request,
    asking,
    pairs,
    offers,
    waits,
    owed,
    memory,
    thanks,
    today,
    thanked,
    waiting,
  ] = await Promise.all([
    readTimeline(api, path, { ...query, ...olderFrom(url) }).catch(nothingSaid),
    api.get<Person>(`/api/kith/v1/people/${account.id}`).catch(() => null),
    tied,
    others
      ? api.get<{ accounts: Account[] }[]>('/api/v1/accounts/familiar_followers', { id: [account.id] }).then(
          (found) => found[0]?.accounts ?? [],
          (): Account[] => [],
        )
      : [],
    others ? pathsTo(api, account.id).catch((): Path[] => []) : [],
    others ? openRequestTo(api, account.id).catch(() => null) : null,
    others ? mayAsk(api, account.id).catch(() => null) : null,
    tied?.then((one) => (one && isTie(one) ? pairsWith(api, account) : [])) ?? [],
    me ? offersBy(api, account.id, !others) : [],
    others ? waitsFrom(api, account) : { asks: [], introductions: [], handed: [] },
    others ? owedTo(api, account.id).catch((): Owed[] => []) : [],
    others ? readBetween(api, account.id).catch(nothingBetween) : nothingBetween(),
    me ? readThanks(api, 'shown', { by: account.id, limit: GLIMPSE }).catch(() => NO_THANKS) : NO_THANKS,
    others ? thankedToday(api, account.id).catch(() => null) : null,
    others ? thanksBetween(api, account.id).catch((): Thanks[] => []) : [],
    me && !others ? waitingAtMine(api) : { wanted: [], matched: [] },
  ])
  // Of one that is on its way already there is nothing to say but that.
  const whyNot = request ? null : (asking?.detail ?? null)
  const settled = settledOf(memory.items)
  const dealings = dealingsOf(memory.items, thanked)
  const known = haveDealt(dealings) || person?.introduced_by != null
  const next = { waits, offers, settled, owed, pairs: pairs ?? [], known, request, mayAsk: paths.length > 0 && !whyNot }
  return {
    account,
    said,
    source: { path, query },
    person,
    tie,
    common,
    paths,
    whyNot,
    pairs,
    offers,
    allOffers: url.searchParams.get('offers') === 'all',
    memory,
    dealings,
    thanks,
    today,
    waiting,
    next,
  }
}

const nothingBetween = (): Page<Offer> => ({ items: [], older: null, newer: null })
const isTie = ({ following, followed_by: back }: Relationship) => following && back
const pairsWith = (api: Api, { id }: Account) => suggestedPairs(api, id).catch(() => null)

/** Of somebody one blocks there is a page, but nothing to read. */
function nothingSaid(refusal: unknown): TimelinePage {
  if (isRefusal(refusal) && (refusal.status === 403 || refusal.status === 404))
    return { items: [], older: null, comments: {}, reactions: {} }
  throw refusal
}
