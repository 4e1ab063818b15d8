import { askVisibleTo } from '#modules/asks'
import { accountsById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetQuery, rows, type Keyset } from '#platform/db'
import { litBy, type FlameKind, type Spark } from '../model/light.ts'
import type { About } from '../model/thanks.ts'
import { flamesKnownTo, underIds, type FlameRow } from './flames.ts'
import { CAUSES, SPARKS } from './sparks.ts'
import { viewThanksOf, type ThanksEntity } from './thanks.ts'

export const REFS = ['ask', 'introduction', 'guest_introduction', 'thanks', 'offer'] as const
type Ref = (typeof REFS)[number]

/** What somebody did for somebody, as its reader may know it. */
export type FlameEntity = {
  id: string
  kind: FlameKind
  /** Who did it; null where they are not named to the reader. */
  by: Account | null
  /** For whom: who asked, who was thanked, to whom it was given, one of two who met. */
  for: Account | null
  /** To whom it was given on; the other of the two; of thanks for an introduction, whom they met. */
  with: Account | null
  /** Of what was given, whether it was offered or needed; of two who met, whether one is a guest; of thanks, what for. */
  about: About | 'need' | null
  what: string | null
  word: string | null
  ref: { kind: Ref; id: string } | null
  /** Null where others are told no more than the month. */
  at: string | null
  month: string
  mine: boolean
  lit_by: string | null
}

export type FlameSeen = Omit<FlameRow, 'at' | 'key' | 'own_id'> & {
  at: Temporal.Instant | null
  month: string
  what: string | null
  need: boolean
}

/** `f` with the words that a page needs of it, as far as `$1` may read them. */
export const FLAME = `f.id, f.kind, f.by_id, f.for_id, f.with_id, f.ref_id, f.at,
  to_char(f.at at time zone 'UTC', 'YYYY-MM') as month,
  case when f.kind in ('answered', 'passed') then (select a.question from asks a where a.id = f.ref_id and ${askVisibleTo('$1')})
    when f.kind = 'introduced' and f.with_id is null then (select g.guest_name from guest_introductions g where g.id = f.ref_id)
    when f.kind in ('gave', 'passed_on') then (select o.what from offers o where o.id = f.ref_id) end as what,
  f.kind = 'gave' and exists (select from offers o where o.id = f.ref_id and o.kind = 'need') as need`

type Lit = { causes: string[]; sparks: Spark[] | null }

/** What the reader passed on and what came of it, newest first; each with what lit it, be it on this page or far before. */
export async function lightPage(ctx: Context, viewerId: string, page: Keyset): Promise<FlameEntity[]> {
  const build = (within: string) => `select f.*, ${CAUSES} as causes from known f where ${within}`
  const { text, values } = keysetQuery(page, 'f.id', [viewerId], build)
  const found = await rows<FlameSeen & Lit>(
    ctx.db,
    `with known as materialized (${underIds(flamesKnownTo('$1'))}), page as materialized (${text}), sparks as materialized (${SPARKS})
     select ${FLAME}, f.causes, (select json_agg(json_build_object('id', s.id::text, 'key', s.key, 'pair', s.pair))
       from sparks s where s.wick = f.id) as sparks
     from page f order by f.id desc`,
    values,
  )
  const flames = await renderFlames(ctx, viewerId, found)
  return flames.map((flame, at) => ({ ...flame, lit_by: lighterOf(found[at]!) }))
}

function lighterOf({ causes, sparks, ...row }: FlameSeen & Lit): string | null {
  return litBy({ id: row.id, people: peopleOf(row), causes }, sparks ?? [])
}

/** As `viewerId` sees them, null for somebody who has a part in none. */
export async function renderFlames(ctx: Context, viewerId: string | null, found: FlameSeen[]): Promise<FlameEntity[]> {
  const thanks = await viewThanksOf(
    ctx,
    viewerId,
    found.flatMap(({ kind, at, ref_id: id }) => (kind === 'thanked' && at ? [id] : [])),
  )
  const thanksById = new Map(thanks.map((one) => [one.id, one]))
  const accounts = await accountsById(ctx, viewerId, found.flatMap(peopleOf))
  return found.map((row) => ({
    id: row.id,
    kind: row.kind,
    by: accountOf(accounts, row.by_id),
    for: accountOf(accounts, row.for_id),
    with: accountOf(accounts, row.with_id),
    ...wordsOf(row, row.kind === 'thanked' ? thanksById.get(row.ref_id) : undefined),
    at: row.at && isoMillis(row.at),
    month: row.month,
    mine: viewerId !== null && row.by_id === viewerId,
    lit_by: null,
  }))
}

function peopleOf({ by_id: by, for_id: whom, with_id: other }: FlameSeen): string[] {
  return [by, whom, other].filter((id) => id !== null)
}

function accountOf(accounts: Map<string, Account>, id: string | null): Account | null {
  return (id && accounts.get(id)) || null
}

function wordsOf(
  row: FlameSeen,
  thanks: ThanksEntity | undefined,
): Pick<FlameEntity, 'about' | 'what' | 'word' | 'ref'> {
  const { kind, what, ref_id: id } = row
  if (thanks) return { about: thanks.about, what: thanks.what, word: thanks.word, ref: { kind: 'thanks', id } }
  if (row.at === null) return { about: null, what: null, word: null, ref: null }
  const guest = kind === 'introduced' && row.with_id === null
  const about = guest ? 'guest_introduction' : kind === 'gave' ? (row.need ? 'need' : 'offer') : null
  const ref = guest ? 'guest_introduction' : REF[kind]
  return { about, what, word: null, ref: ref === 'ask' && what === null ? null : { kind: ref, id } }
}

const REF: Record<FlameKind, Ref> = {
  answered: 'ask',
  passed: 'ask',
  introduced: 'introduction',
  thanked: 'thanks',
  passed_on: 'offer',
  gave: 'offer',
}
