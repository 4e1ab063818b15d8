import { redirect } from '@sveltejs/kit'
import { createApi, type Api } from '#lib/api/client.ts'
import {
  chooseTaker,
  letOfferBe,
  sayHowItWent,
  settleNeed,
  takeChoiceBack,
  takeOffer,
  withdrawOffer,
} from '#lib/api/offers.ts'
import { act } from '#lib/api/pages.ts'
import { offerHref } from '#lib/modules/offers/names.ts'
import type { Actions, RequestEvent } from './$types'

/** Without script: does it, and one is back where one was. */
async function deed(event: RequestEvent, doing: (api: Api, text: (name: string) => string) => Promise<unknown>) {
  const { request, fetch, locals, params } = event
  if (!locals.me) redirect(303, '/sign-in')
  const form = await request.formData()
  return act(async () => {
    await doing(createApi(fetch), (name) => String(form.get(name) ?? ''))
    return offerHref(params)
  })
}

export const actions: Actions = {
  take: (event) => deed(event, (api, text) => takeOffer(event.params.id, text('word'), api)),
  let_be: (event) => deed(event, (api) => letOfferBe(event.params.id, api)),
  choose: (event) => deed(event, (api, text) => chooseTaker(event.params.id, text('person'), api)),
  withdraw: (event) => deed(event, (api) => withdrawOffer(event.params.id, api)),
  unchoose: (event) => deed(event, (api) => takeChoiceBack(event.params.id, api)),
  /** This need, or one that what I got here met. */
  settle: (event) => deed(event, (api, text) => settleNeed(text('need') || event.params.id, api)),
  say: (event) =>
    deed(event, (api, text) =>
      sayHowItWent(event.params.id, { saying: text('saying') === 'missed' ? 'missed' : 'handed' }, api),
    ),
}
