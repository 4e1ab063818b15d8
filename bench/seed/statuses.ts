import { mentionsIn, renderText, tagKey, tagsIn } from '#platform/text'
import { say } from '../figures.ts'
import type { Place } from '../place.ts'
import type { Dice } from './dice.ts'
import type { Person } from './people.ts'
import { DESCRIPTIONS, makeText } from './words.ts'

const DAYS = 90
const BATCH = 2000
const REMEMBERED = 5000

const COLUMNS =
  'id, person_id, uri, url, text, content, spoiler_text, visibility, sensitive, language, thread_id, in_reply_to_id, ' +
  'in_reply_to_person_id, reblog_of_id, application_id, mentions, tags, attachments, replies_count, reblogs_count, ' +
  'favourites_count, created_at'

// Nobody boosts the same twice.
const INSERT = `
  insert into statuses (${COLUMNS}) select ${COLUMNS} from json_populate_recordset(null::statuses, $1) order by id
  on conflict do nothing`
const MENTION = `
  insert into status_mentions (status_id, person_id)
  select s.id, (m ->> 'id')::bigint from statuses s, json_array_elements(s.mentions) m where s.id = any($1::bigint[])`
const TAG = `
  insert into status_tags (tag_id, status_id)
  select t.id, s.id from statuses s, json_array_elements_text(s.tags) tag(word) join tags t on t.name = tag.word
  where s.id = any($1::bigint[])`

/** Statuses of everybody, evenly over the last three months, the newest a minute ago. */
export async function insertStatuses({ pool, origin }: Place, dice: Dice, people: Person[], count: number) {
  const appId = await insertApp(pool)
  const scene: Scene = { dice, origin, people, appId, before: [] }
  const end = Date.now() - 60_000
  const step = (DAYS * 24 * 60 * 60_000) / count
  for (let at = 0; at < count; at += BATCH) {
    const size = Math.min(BATCH, count - at)
    const batch = Array.from({ length: size }, (_, i) => makeStatus(scene, new Date(end - (count - at - i) * step)))
    const ids = batch.map((status) => status.id)
    const tags = [...new Set(batch.flatMap((status) => status.tags))]
    await pool.query(INSERT, [JSON.stringify(batch)])
    await pool.query('insert into tags (name) select unnest($1::text[]) on conflict do nothing', [tags])
    await pool.query(MENTION, [ids])
    await pool.query(TAG, [ids])
    if (at > 0 && at % 100_000 === 0) say(`  ${at} written`)
  }
  await pool.query(`
    update people p set (statuses_count, last_status_on) =
      (select count(*), max(created_at)::date from statuses s where s.person_id = p.id)`)
}

async function insertApp(pool: Place['pool']): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(`
    insert into apps (name, website, client_id, secret_hash, redirect_uris, scopes)
    values ('Tusky', 'https://tusky.app', 'bench', '', '{}', '{read,write,follow,push}') returning id`)
  return rows[0]!.id
}

type Scene = {
  dice: Dice
  origin: string
  people: Person[]
  appId: string
  /** What can be answered and boosted: the latest, and who said it. */
  before: { id: string; threadId: string; person: Person }[]
}

let running = 0

function makeStatus(scene: Scene, moment: Date) {
  const { dice, people, before, appId } = scene
  const person = dice.pick(people)
  const id = String((BigInt(moment.getTime()) << 16n) | BigInt(running++ % 65536))
  const reblogOf = before.length > 100 && dice.chance(0.15) ? dice.pick(before) : null
  const answered = !reblogOf && before.length > 100 && dice.chance(0.25) ? dice.pick(before) : null
  const said = reblogOf ? NOTHING : makeWords(scene, answered?.person ?? null)
  const visibility = reblogOf ? 'public' : chooseVisibility(dice)
  if (!reblogOf && visibility === 'public') remember({ id, threadId: answered?.threadId ?? id, person })
  return {
    ...said,
    id,
    person_id: person.id,
    uri: person.domain && `https://${person.domain}/users/${person.username}/statuses/${id}`,
    url: person.domain && `https://${person.domain}/@${person.username}/${id}`,
    visibility,
    thread_id: answered?.threadId ?? id,
    in_reply_to_id: answered?.id ?? null,
    in_reply_to_person_id: answered?.person.id ?? null,
    reblog_of_id: reblogOf?.id ?? null,
    application_id: person.domain === null && dice.chance(0.6) ? appId : null,
    replies_count: dice.between(0, 4),
    reblogs_count: dice.between(0, 6),
    favourites_count: dice.between(0, 20),
    created_at: moment.toISOString(),
  }

  function remember(one: Scene['before'][number]) {
    before.push(one)
    if (before.length > REMEMBERED * 2) before.splice(0, REMEMBERED)
  }
}

const NOTHING = {
  text: '',
  content: '',
  spoiler_text: '',
  sensitive: false,
  language: null as string | null,
  mentions: [] as object[],
  tags: [] as string[],
  attachments: [] as object[],
}

function chooseVisibility(dice: Dice): string {
  const roll = dice.between(1, 100)
  return roll <= 78 ? 'public' : roll <= 90 ? 'unlisted' : roll <= 98 ? 'private' : 'direct'
}

/** Words as `say` would keep them, rendered as the product renders. */
function makeWords({ dice, origin, people }: Scene, answered: Person | null): typeof NOTHING {
  const language = dice.chance(0.6) ? 'de' : 'en'
  const named = answered ?? (dice.chance(0.1) ? dice.pick(people) : null)
  const handle = named && (named.domain ? `${named.username}@${named.domain}` : named.username)
  const text = makeText(dice, language, handle)
  const url = named && (named.url ?? `${origin}/@${named.username}`)
  const content = renderText(text, {
    mention: (wanted) => (wanted === handle ? url : null),
    tag: (name) => `${origin}/tags/${encodeURIComponent(tagKey(name))}`,
  })
  const warned = dice.chance(0.04)
  return {
    text,
    content,
    spoiler_text: warned ? 'Essen' : '',
    sensitive: warned,
    language,
    mentions: named && mentionsIn(text).length > 0 ? [mentionOf(named)] : [],
    tags: [...new Set(tagsIn(text).map(tagKey))],
    attachments: dice.chance(1 / 3) ? Array.from({ length: dice.between(1, 4) }, () => makeAttachment(dice)) : [],
  }
}

function mentionOf({ id, username, domain, url }: Person) {
  return { id, username, domain, url }
}

function makeAttachment(dice: Dice) {
  const name = dice.hex(32)
  const upright = dice.chance(0.4)
  return {
    id: String(BigInt(dice.between(1, 2 ** 31)) << 20n),
    kind: 'image',
    key: `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`,
    mime: 'image/webp',
    description: dice.pick(DESCRIPTIONS),
    blurhash: 'UBL_:rOpGG-;~qRjWBayx]RjofayIUWBt7of',
    meta: { original: size(upright, 2400, 1600), small: size(upright, 784, 523), ...(dice.chance(0.2) && FOCUS) },
  }
}

const FOCUS = { focus: { x: 0.12, y: -0.4 } }

function size(upright: boolean, long: number, short: number) {
  const [width, height] = upright ? [short, long] : [long, short]
  return { width, height, size: `${width}x${height}`, aspect: width / height }
}
