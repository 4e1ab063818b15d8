/** A day's work through npm's masto, the library under Elk and Phanpy, against a whole Kith that really listens. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient, type mastodon } from 'masto'
import sharp from 'sharp'
import { WebSocket } from 'ws'
import { testDatabase } from '#test/database'
import { freePort, start, type RunningKith } from '#test/kith'
import { assertMastodon } from '#test/mastodon'

const REDIRECT = 'https://app.test/callback?server=kith'
const SCOPES = 'read write follow push'
const PASSWORD = 'eine lange Kette von Wörtern'

let kith: RunningKith
let database: { url: string; close(): Promise<void> }
let dataDir: string
let app: mastodon.v1.Client
let jule: mastodon.rest.Client
let tomasz: mastodon.rest.Client
let me: mastodon.v1.Account
let him: mastodon.v1.Account
let token: string
const plainFetch = globalThis.fetch

before(async () => {
  database = await testDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'kith-masto-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const settings = { KITH_ORIGIN: origin, DATABASE_URL: database.url, KITH_REGISTRATIONS: 'open' }
  kith = await start({ dataDir, port, settings })
  globalThis.fetch = async (input, init) => {
    const response = await plainFetch(input, init)
    await validate(input instanceof Request ? input : new Request(input, init), response.clone())
    return response
  }
})

after(async () => {
  globalThis.fetch = plainFetch
  await kith.end('SIGTERM')
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('a day with masto', () => {
  it('begins with registering an app and joining', async () => {
    const signedOut = createRestAPIClient({ url: kith.address })
    const instance = await signedOut.v2.instance.fetch()
    assert.equal(instance.registrations.enabled, true)
    app = await signedOut.v1.apps.create({ clientName: 'Elk', redirectUris: REDIRECT, scopes: SCOPES })
    const forItself = await createOAuthAPIClient({ url: kith.address }).token.create({
      grantType: 'client_credentials',
      clientId: app.clientId!,
      clientSecret: app.clientSecret!,
      redirectUri: REDIRECT,
      scope: SCOPES,
    })
    const asApp = createRestAPIClient({ url: kith.address, accessToken: forItself.accessToken })
    for (const username of ['jule', 'tomasz']) {
      const email = `${username}@town.test`
      await asApp.v1.accounts.create({ username, email, password: PASSWORD, agreement: true, locale: 'de' })
    }
  })

  it('signs two people in by a code with PKCE', async () => {
    token = await signIn('jule')
    jule = createRestAPIClient({ url: kith.address, accessToken: token })
    tomasz = createRestAPIClient({ url: kith.address, accessToken: await signIn('tomasz') })
    me = await jule.v1.accounts.verifyCredentials()
    him = await tomasz.v1.accounts.verifyCredentials()
    assert.deepEqual([me.acct, him.acct], ['jule', 'tomasz'])
  })

  it('asks for all that apps ask at their start', async () => {
    await Promise.all([
      jule.v1.preferences.fetch(),
      jule.v1.customEmojis.list(),
      jule.v1.lists.list(),
      jule.v2.filters.list(),
      jule.v1.followedTags.list(),
      jule.v1.announcements.list(),
      jule.v1.markers.fetch({ timeline: ['home', 'notifications'] }),
      jule.v1.timelines.home.list(),
      jule.v2.notifications.list(),
      jule.v2.notifications.policy.fetch(),
    ])
    await assert.rejects(jule.v1.push.subscription.fetch(), { statusCode: 404 })
  })

  it('finds and follows somebody', async () => {
    const found = await jule.v2.search.list({ q: 'tomasz', type: 'accounts', resolve: true })
    assert.equal(found.accounts[0]?.id, him.id)
    const relationship = await jule.v1.accounts.$select(him.id).follow()
    assert.equal(relationship.following, true)
    await tomasz.v1.accounts.$select(me.id).follow()
    const notices = await tomasz.v1.notifications.list()
    assert.deepEqual([notices[0]?.type, notices[0]?.account.id], ['follow', me.id])
  })

  it('says something with a picture, and hears it at once', async () => {
    const stream = createStreamingAPIClient({
      streamingApiUrl: kith.address.replace('http', 'ws'),
      accessToken: token,
      implementation: WebSocket,
    })
    const heard = collect(stream.user.subscribe())
    const place = collect(stream.public.local.subscribe())
    await new Promise((resolve) => setTimeout(resolve, 300))
    const bytes = await sharp({ create: { width: 2600, height: 2000, channels: 3, background: '#c96' } })
      .jpeg()
      .toBuffer()
    const picture = await tomasz.v2.media.create({
      file: new File([new Uint8Array(bytes)], 'a.jpg'),
      description: 'Sand',
    })
    assert.ok(picture.url, 'masto has waited until it was ready')
    await tomasz.v1.media.$select(picture.id).update({ description: 'Sand in der Sonne' })
    const status = await tomasz.v1.statuses.create(
      { status: 'Am #Meer mit @jule', mediaIds: [picture.id], visibility: 'public', language: 'de' },
      { requestInit: { headers: { 'Idempotency-Key': 'one' } } },
    )
    const again = await tomasz.v1.statuses.create(
      { status: 'Am #Meer mit @jule', mediaIds: [picture.id] },
      { requestInit: { headers: { 'Idempotency-Key': 'one' } } },
    )
    assert.equal(again.id, status.id)
    assert.equal(status.mediaAttachments[0]?.description, 'Sand in der Sonne')
    assert.equal((await until(heard, 'update')).id, status.id)
    assert.equal((await until(heard, 'notification')).type, 'mention')
    assert.equal((await until(place, 'update')).id, status.id)

    await tomasz.v1.statuses.$select(status.id).update({ status: 'Am #Meer, allein', mediaIds: [picture.id] })
    assert.match((await until(heard, 'status.update')).content, /allein/)
    const history = await jule.v1.statuses.$select(status.id).history.list()
    assert.equal(history.length, 2)
    assert.equal((await tomasz.v1.statuses.$select(status.id).source.fetch()).text, 'Am #Meer, allein')

    const reply = await jule.v1.statuses.create({ status: 'Schön!', inReplyToId: status.id })
    const { descendants } = await tomasz.v1.statuses.$select(status.id).context.fetch()
    assert.deepEqual(
      descendants.map(({ id }) => id),
      [reply.id],
    )

    await tomasz.v1.statuses.$select(status.id).remove()
    assert.equal(await until(heard, 'delete'), status.id)
    await assert.rejects(jule.v1.statuses.$select(status.id).fetch(), { statusCode: 404 })
    stream.close()
  })

  it('marks, passes on, pages and reads what waits', async () => {
    for (let i = 0; i < 5; i++) await tomasz.v1.statuses.create({ status: `Gedanke ${i} #meer` })
    const pages: string[][] = []
    for await (const page of jule.v1.timelines.home.list({ limit: 2 })) pages.push(page.map(({ content }) => content))
    assert.deepEqual(pages.flat().filter((content) => content.includes('Gedanke')).length, 5)
    assert.ok(pages.length >= 3)
    const [latest] = await jule.v1.timelines.tag.$select('meer').list({ limit: 1 })
    const one = jule.v1.statuses.$select(latest!.id)
    assert.equal((await one.favourite()).favourited, true)
    assert.equal((await one.bookmark()).bookmarked, true)
    assert.equal((await one.reblog()).reblog?.id, latest!.id)
    assert.equal((await jule.v1.favourites.list())[0]?.id, latest!.id)
    assert.equal((await jule.v1.bookmarks.list())[0]?.id, latest!.id)
    assert.equal((await tomasz.v1.statuses.$select(latest!.id).favouritedBy.list())[0]?.id, me.id)
    const kinds = (await tomasz.v1.notifications.list({ types: ['favourite', 'reblog'] })).map(({ type }) => type)
    assert.deepEqual(kinds.sort(), ['favourite', 'reblog'])
    const groups = await tomasz.v2.notifications.list()
    assert.ok(groups.notificationGroups.some(({ type }) => type === 'reblog'))
    await jule.v1.markers.create({ home: { lastReadId: latest!.id } })
    assert.equal((await jule.v1.markers.fetch({ timeline: ['home'] })).home.lastReadId, latest!.id)
    assert.equal((await one.unreblog()).reblogged, false)
    const found = await jule.v2.search.list({ q: '#meer', type: 'hashtags' })
    assert.equal(found.hashtags[0]?.name, 'meer')
    const words = await jule.v2.search.list({ q: 'Gedanke', type: 'statuses' })
    assert.equal(words.statuses.length, 5)
  })

  it('talks alone, and shuts somebody out', async () => {
    const word = await tomasz.v1.statuses.create({ status: '@jule nur du', visibility: 'direct' })
    const [conversation] = await jule.v1.conversations.list()
    assert.deepEqual([conversation?.lastStatus?.id, conversation?.unread], [word.id, true])
    assert.equal((await jule.v1.conversations.$select(conversation!.id).read()).unread, false)
    assert.equal((await jule.v1.accounts.$select(him.id).mute()).muting, true)
    assert.equal((await jule.v1.accounts.$select(him.id).unmute()).muting, false)
    assert.equal((await jule.v1.accounts.$select(him.id).block()).blocking, true)
    await assert.rejects(tomasz.v1.statuses.create({ status: '' }), { statusCode: 422 })
    assert.equal((await jule.v1.blocks.list())[0]?.id, him.id)
    await jule.v1.accounts.$select(him.id).unblock()
  })

  it('ends with a new picture of oneself and signing out', async () => {
    const bytes = await sharp({ create: { width: 500, height: 300, channels: 3, background: '#369' } })
      .png()
      .toBuffer()
    const changed = await jule.v1.accounts.updateCredentials({
      displayName: 'Jule Brandt',
      note: 'Geige, #Chor und lange Wege',
      avatar: new Blob([new Uint8Array(bytes)]),
      fieldsAttributes: [{ name: 'Seite', value: 'https://jule.test' }],
    })
    assert.equal(changed.displayName, 'Jule Brandt')
    assert.equal((await plainFetch(changed.avatar)).headers.get('content-type'), 'image/webp')
    const oauth = createOAuthAPIClient({ url: kith.address })
    await oauth.revoke({ clientId: app.clientId!, clientSecret: app.clientSecret!, token })
    await assert.rejects(jule.v1.accounts.verifyCredentials(), { statusCode: 401 })
  })
})

/** As a browser does it: the app's address, the sign-in page, the consent page, and back with a code. */
async function signIn(login: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId!,
    redirect_uri: REDIRECT,
    scope: SCOPES,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const submit = (path: string, form: Record<string, string>, cookie = '') =>
    plainFetch(`${kith.address}${path}?${query}`, {
      method: 'POST',
      headers: { origin: kith.address, cookie },
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
  const entered = await submit('/oauth/authorize/session', { login, password: PASSWORD })
  assert.equal(entered.status, 303, await entered.text())
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const allowed = await submit('/oauth/authorize', { decision: 'allow' }, cookie)
  const code = new URL(allowed.headers.get('location')!).searchParams.get('code')!
  const oauth = createOAuthAPIClient({ url: kith.address })
  const { clientId, clientSecret } = app
  const wish = {
    grantType: 'authorization_code',
    clientId: clientId!,
    clientSecret: clientSecret!,
    redirectUri: REDIRECT,
    code,
  }
  const { accessToken } = await oauth.token.create({ ...wish, codeVerifier: verifier, scope: SCOPES } as never)
  return accessToken
}

async function validate(request: Request, response: Response) {
  if (!response.headers.get('content-type')?.includes('json')) return
  assertMastodon(request.method, new URL(request.url).pathname, response.status, await response.json())
}

// oxlint-disable-next-line typescript/no-explicit-any -- what an event carries is asserted by who waits for it
type Event = { event: string; payload: any }

/** All that a subscription brings, from now on. */
function collect(subscription: mastodon.streaming.Subscription): Event[] {
  const events: Event[] = []
  void (async () => {
    for await (const event of subscription) events.push(event as Event)
  })()
  return events
}

async function until(events: Event[], kind: string): Promise<Event['payload']> {
  for (let waited = 0; waited < 3000; waited += 20) {
    const at = events.findIndex(({ event }) => event === kind)
    if (at >= 0) return events.splice(at, 1)[0]!.payload
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`No ${kind} came, but: ${events.map(({ event }) => event).join(', ')}`)
}
