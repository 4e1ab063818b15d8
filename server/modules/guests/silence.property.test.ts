/** What anybody may know of an introduction to somebody with only e-mail, at every door, against plain rules, in any order. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { removeAccount, suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type Answer, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { mailServer, type MailServer } from '#test/smtp'
import { endDueGuests } from './index.ts'

const NAMES = ['ina', 'paul', 'rosa'] as const
type Name = (typeof NAMES)[number]
const GUESTS = 2
/** One of the addresses is that of somebody here. */
const MEMBER = { guest: GUESTS, name: 'ina' } as const
const HOURS_OPEN = 14 * 24
type Said = 'yes' | 'no' | null

type Introduction = {
  by: Name
  person: Name
  guest: number
  at: number
  answer: Said
  guestAnswer: Said
  lapsed: boolean
  met: boolean
  ended: boolean
  undelivered: boolean
  /** Of one that is for somebody here there is none. */
  mail: number | null
}

type Event =
  | { what: 'propose'; by: Name; person: Name; guest: number; bounces: boolean }
  | { what: 'answer'; by: Name; of: number; answer: 'yes' | 'no' }
  | { what: 'reply'; of: number; answer: 'yes' | 'no'; again: boolean }
  | { what: 'withdraw'; by: Name; of: number }
  | { what: 'stop'; of: number }
  | { what: 'block'; by: Name; whom: Name }
  | { what: 'leave'; by: Name }
  | { what: 'shutOut'; whom: Name }
  | { what: 'letIn'; whom: Name }
  | { what: 'wait'; hours: number }
  | { what: 'tidy' }

/** The rules, plainly. */
class World {
  hour = 0
  gone = new Set<Name>()
  out = new Set<Name>()
  shut = new Set<string>()
  all: Introduction[] = []
  mailed = new Set<number>()
  stopped = new Set<number>()
  missed = new Set<number>()
  mails = 0

  happen(event: Event): string {
    if ('by' in event && (this.gone.has(event.by) || this.out.has(event.by))) return 'nobody'
    if (event.what === 'shutOut' && !this.gone.has(event.whom)) this.out.add(event.whom)
    if (event.what === 'letIn') this.out.delete(event.whom)
    if (event.what === 'propose') return this.propose(event)
    if (event.what === 'wait') this.hour += event.hours
    if (event.what === 'tidy') for (const one of this.all) if (!one.met && this.isOver(one)) one.ended = true
    if (event.what === 'block') this.block(event.by, event.whom)
    if (event.what === 'leave') this.gone.add(event.by)
    if (!('of' in event)) return 'done'
    const one = this.all[event.of]
    // Whoever wants no mail is heard whatever became of the two.
    const isHeard = one && (event.what === 'stop' || this.isThere(one))
    const isGuest = event.what === 'reply' || event.what === 'stop'
    if (!isHeard || (isGuest && one.mail === null)) return 'common.missing'
    return this.onOne(event, one)
  }

  private propose({ by, person, guest, bounces }: Extract<Event, { what: 'propose' }>): string {
    if (by === person) return 'introductions.yourself'
    if (this.gone.has(person) || this.out.has(person)) return 'common.missing'
    if (this.shut.has(pair(by, person))) return 'introductions.not_your_people'
    if (this.all.filter((one) => one.by === by && this.isThere(one) && this.stateOf(one) === 'open').length >= 5)
      return 'introductions.too_many_open'
    if (this.mailed.has(guest) || this.stopped.has(guest)) return 'guests.unreachable'
    const isLost = (one: Introduction) => one.by === by && one.undelivered && !this.isGone(one)
    if (this.all.filter((one) => isLost(one) && this.hour - one.at < 7 * 24).length >= 2)
      return 'guests.undelivered_often'
    this.mailed.add(guest)
    const isHere = guest === MEMBER.guest && !this.gone.has(MEMBER.name)
    const isSame = (one: Introduction) => one.by === by && one.person === person && one.guest === guest
    const declined = this.all.some((one) => isSame(one) && one.answer === 'no' && !this.isOver(one))
    const undelivered = bounces && !isHere
    if (undelivered && !this.missed.has(guest)) this.mailed.delete(guest)
    if (undelivered) this.missed.add(guest)
    this.all.push({
      by,
      person,
      guest,
      at: this.hour,
      answer: declined ? 'no' : null,
      guestAnswer: null,
      lapsed: isHere,
      met: false,
      ended: undelivered,
      undelivered,
      mail: isHere || undelivered ? null : this.mails++,
    })
    return 'done'
  }

  private onOne(event: Extract<Event, { of: number }>, one: Introduction): string {
    if (event.what === 'reply') {
      const code = this.take(one, 'guestAnswer', event.answer)
      if (code === 'done') this.mailed[event.again ? 'delete' : 'add'](one.guest)
      return code
    }
    if (event.what === 'stop') {
      this.stopped.add(one.guest)
      if (this.stateOf(one) === 'open' && one.guestAnswer === null) this.take(one, 'guestAnswer', 'no')
      return 'done'
    }
    if (event.what === 'answer') {
      if (event.by === one.by) return 'introductions.not_a_party'
      return event.by === one.person ? this.take(one, 'answer', event.answer) : 'common.missing'
    }
    if (event.by === one.person) return 'introductions.not_the_introducer'
    if (event.by !== one.by) return 'common.missing'
    if (one.met) return 'introductions.already_met'
    one.ended = true
    return 'done'
  }

  private take(one: Introduction, side: 'answer' | 'guestAnswer', given: 'yes' | 'no'): string {
    if (one[side] === given) return 'done'
    if (one.met) return 'introductions.already_met'
    if (this.stateOf(one) === 'ended') return 'introductions.over'
    one[side] = given
    if (!one.lapsed && one.answer === 'yes' && one.guestAnswer === 'yes') one.met = true
    return 'done'
  }

  private block(by: Name, whom: Name) {
    if (by === whom || this.gone.has(whom) || this.out.has(whom)) return
    this.shut.add(pair(by, whom))
    for (const one of this.all)
      if (pair(one.by, one.person) === pair(by, whom) && !one.met && !one.ended) one.lapsed = true
  }

  private isOver({ at }: Introduction): boolean {
    return this.hour - at >= HOURS_OPEN
  }

  private isGone({ by, person }: Introduction): boolean {
    return this.gone.has(by) || this.gone.has(person)
  }

  isThere(one: Introduction): boolean {
    return !this.isGone(one) && !this.out.has(one.by) && !this.out.has(one.person)
  }

  stateOf(one: Introduction): 'open' | 'met' | 'ended' {
    return one.met ? 'met' : one.ended || this.isOver(one) ? 'ended' : 'open'
  }

  sightOf(viewer: Name) {
    return this.all
      .filter((one) => this.isThere(one) && (one.by === viewer || one.person === viewer))
      .map((one) => ({
        of: this.all.indexOf(one),
        state: this.stateOf(one),
        answer: one.met || one.person === viewer ? one.answer : null,
        guestAnswer: one.met ? one.guestAnswer : null,
        email: one.met && one.person === viewer ? addressOf(one.guest) : null,
        undelivered: one.undelivered && one.by === viewer,
      }))
  }
}

const pair = (a: Name, b: Name) => [a, b].toSorted().join(' ')
let round = 0
const addressOf = (guest: number) =>
  guest === MEMBER.guest ? `${MEMBER.name}${round}@kith.test` : `gast${guest}.${round}@post.example`

const name = fc.constantFrom(...NAMES)
const of = fc.nat(3)
const answer = fc.constantFrom('yes' as const, 'yes' as const, 'no' as const)
/** Whether the guest's mail server does not know them. */
const bounces = fc.nat(3).map((one) => one === 0)
const what = <T extends string>(one: T) => fc.constant(one)
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: what('propose'), by: name, person: name, guest: fc.nat(GUESTS), bounces }),
  },
  { weight: 4, arbitrary: fc.record({ what: what('answer'), by: name, of, answer }) },
  { weight: 4, arbitrary: fc.record({ what: what('reply'), of, answer, again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: what('withdraw'), by: name, of }) },
  { weight: 1, arbitrary: fc.record({ what: what('stop'), of }) },
  { weight: 1, arbitrary: fc.record({ what: what('block'), by: name, whom: name }) },
  { weight: 1, arbitrary: fc.record({ what: what('leave'), by: name }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('shutOut' as const, 'letIn' as const), whom: name }) },
  { weight: 1, arbitrary: fc.record({ what: what('wait'), hours: fc.constantFrom(1, 200) }) },
  { weight: 1, arbitrary: fc.record({ what: what('tidy') }) },
)

let post: MailServer
let ctx: TestContext
let api: TestApi
before(async () => {
  post = await mailServer()
  ctx = await testContext({ SMTP_URL: post.url })
  api = testApi(ctx)
})
after(async () => {
  await ctx.close()
  await post.close()
})

const HOME = '/api/kith/v1/guest_introductions'
type Seen = {
  id: string
  state: string
  answer: Said
  guest_answer: Said
  guest: { email: string | null }
  undelivered: boolean
}

test(
  'nobody learns an answer, an address or who said no, and nobody is mailed twice',
  { timeout: 160_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 6, maxLength: 18 }), async (events) => {
        const world = new World()
        const town = await settle()
        for (const event of events) {
          assert.equal(await town.let(event), world.happen(event), JSON.stringify(event))
          for (const viewer of NAMES)
            if (!world.gone.has(viewer) && !world.out.has(viewer)) await assertSight(world, town, viewer)
        }
        await ctx.runJobs()
        assert.equal(post.mails.length, world.mails, 'one mail each')
        const to = post.mails.map((mail) => (mail.to as { text: string }).text)
        if (!world.gone.has(MEMBER.name)) assert.ok(!to.join().includes('@kith.test'), 'none to somebody here')
      }),
      { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: false },
    )
  },
)

type Town = { clients: Record<Name, Client>; made: string[]; let: (event: Event) => Promise<string> }

async function settle(): Promise<Town> {
  round += 1
  post.mails.length = 0
  await ctx.pool.query('truncate attempts')
  const ids = {} as Record<Name, string>
  await transaction(ctx.db, async (tx) => {
    for (const one of NAMES) ids[one] = await addPerson(tx, { username: `${one}${round}`, displayName: one })
    for (const [i, one] of NAMES.entries())
      for (const other of NAMES.slice(0, i)) await befriend(tx, ids[one], ids[other])
  })
  for (const one of NAMES) await tokenFor(ctx, ids[one])
  const clients = Object.fromEntries(NAMES.map((one) => [one, api.as(ids[one])])) as Record<Name, Client>
  const gone = new Set<Name>()
  const out = new Set<Name>()
  const made: string[] = []
  const tokens: string[] = []
  return { clients, made, let: letHappen }

  async function letHappen(event: Event): Promise<string> {
    if ('by' in event && (gone.has(event.by) || out.has(event.by))) return 'nobody'
    if (event.what === 'wait') ctx.advance({ hours: event.hours })
    else if (event.what === 'tidy') await endDueGuests(ctx)
    else if (event.what === 'block') {
      const isToBeFound = !gone.has(event.whom) && !out.has(event.whom)
      if (event.by !== event.whom && isToBeFound) await block(ctx, ids[event.by], ids[event.whom])
    } else if (event.what === 'leave') {
      await removeAccount(ctx, ids[event.by])
      gone.add(event.by)
    } else if (event.what === 'shutOut' || event.what === 'letIn') {
      if (!gone.has(event.whom)) await setOut(event.whom, event.what === 'shutOut')
    } else return codeOf(await act(event))
    return 'done'
  }

  async function setOut(whom: Name, isOut: boolean) {
    if (isOut) await suspend(ctx, ids[whom])
    else await unsuspend(ctx, ids[whom])
    out[isOut ? 'add' : 'delete'](whom)
    // Whoever is shut out is signed out as well.
    if (!isOut) clients[whom] = api.as(ids[whom])
  }

  async function act(
    event: Exclude<Event, { what: 'wait' | 'tidy' | 'block' | 'leave' | 'shutOut' | 'letIn' }>,
  ): Promise<Answer> {
    if (event.what === 'propose') {
      const guest = { name: 'Gast', email: addressOf(event.guest) }
      const wish = { person: ids[event.person], guest, note: 'Ihr zwei', locale: 'de' }
      const answered = await clients[event.by].post(HOME, wish)
      if (answered.status === 201) {
        made.push(answered.body.id)
        const before = post.mails.length
        post.refuse(event.bounces ? 550 : null)
        await ctx.runJobs()
        tokens.push(/\/guest\/([\w-]+)\?/.exec(post.mails[before]?.text ?? '')?.[1] ?? 'none')
      }
      return answered
    }
    if (event.what === 'reply' || event.what === 'stop') {
      const path = `/api/kith/v1/guests/${tokens[event.of] ?? 'none'}`
      if (event.what === 'stop') return api.signedOut.post(`${path}/stop`)
      return api.signedOut.put(`${path}/answer`, { answer: event.answer, write_again: event.again })
    }
    const path = `${HOME}/${made[event.of] ?? '1'}`
    if (event.what === 'withdraw') return clients[event.by].delete(path)
    return clients[event.by].put(`${path}/answer`, { answer: event.answer })
  }
}

function codeOf({ status, body }: Answer): string {
  return status < 300 ? 'done' : body.code
}

async function assertSight(world: World, { clients, made }: Town, viewer: Name) {
  const { body, text } = await clients[viewer].get(`${HOME}?limit=40`)
  const sight = world.sightOf(viewer)
  assert.deepEqual(
    (body as Seen[]).toReversed().map((one) => ({
      of: made.indexOf(one.id),
      state: one.state,
      answer: one.answer,
      guestAnswer: one.guest_answer,
      email: one.guest.email,
      undelivered: one.undelivered,
    })),
    sight,
    `what ${viewer} sees`,
  )
  if (!sight.some(({ email }) => email)) assert.ok(!text.includes('@post.example'), 'no address anywhere')
  for (const [index, id] of made.entries()) {
    const { status } = await clients[viewer].get(`${HOME}/${id}`)
    assert.equal(status, sight.some((one) => one.of === index) ? 200 : 404)
  }
}
