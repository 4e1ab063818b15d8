/** The streams there are, what each needs, and how their messages are marked. */
import { isId } from '#platform/ids'
import { allows, type Token } from '#platform/http'
import { missing, refuse } from '#platform/refusal'
import { tagKey } from '#platform/text'

export type Asked = { stream: string; tag?: string; list?: string; status?: string; ask?: string; offer?: string }

export type Subscription = {
  name: string
  /** A hashtag, or the id of a thread, a list or an ask. */
  of: string | null
  /** Which messages it gets: of one tag, thread, list or ask, or of any. Two subscriptions of a key are one. */
  key: string
  /** What stands in `stream` of each of its messages. */
  label: string[]
  /** The same as JSON, since it is written a thousand times. */
  labelJson: string
}

const PUBLIC = ['public', 'public:media', 'public:local', 'public:local:media', 'public:remote', 'public:remote:media']
const OWN = ['user', 'user:notification', 'direct', 'kith:comments']
const TAGGED = ['hashtag', 'hashtag:local']

export type Findings = {
  /** The thread of a status that the asker may see. */
  thread: (statusId: string) => Promise<string | null>
  ownList: (id: string) => Promise<boolean>
  /** Whether the asker may see the ask. */
  ask: (id: string) => Promise<boolean>
  /** Whether the asker may see the offer or need. */
  offer: (id: string) => Promise<boolean>
}

/**
 * What is subscribed to when this is asked for; refuses what there is not or what the token does not allow.
 */
export async function openStream(
  asked: Asked,
  token: Pick<Token, 'scopes' | 'asker'>,
  find: Findings,
): Promise<Subscription> {
  const { stream: name, tag, list, status, ask, offer } = asked
  requireScope(name, token)
  if (PUBLIC.includes(name)) return subscription(name, null, [name])
  if (TAGGED.includes(name)) {
    if (!tag?.trim()) throw refuse('malformed', 'streaming.tag_missing')
    return subscription(name, tagKey(tag.trim()), [name, tag.trim()])
  }
  if (OWN.includes(name)) {
    if (!token.asker) throw refuse('invalid', 'auth.person_needed')
    return subscription(name, null, [name])
  }
  if (name === 'list') {
    if (!list || !isId(list) || !(await find.ownList(list))) throw missing()
    return subscription(name, list, [name, list])
  }
  if (name === 'kith:ask') {
    if (!ask || !isId(ask) || !(await find.ask(ask))) throw missing()
    return subscription(name, ask, [name, ask])
  }
  if (name === 'kith:offer') {
    if (!offer || !isId(offer) || !(await find.offer(offer))) throw missing()
    return subscription(name, offer, [name, offer])
  }
  if (name !== 'kith:thread') throw refuse('malformed', 'streaming.unknown_stream')
  const thread = isId(status) ? await find.thread(status) : null
  if (!thread || !status) throw missing()
  return subscription(name, thread, [name, status])
}

function requireScope(name: string, { scopes }: Pick<Token, 'scopes'>) {
  const scope = name === 'user:notification' ? 'read:notifications' : 'read:statuses'
  if (!allows(scopes, scope)) throw refuse('forbidden', 'auth.scope')
}

function subscription(name: string, of: string | null, label: string[]): Subscription {
  return { name, of, key: label.join(' '), label, labelJson: JSON.stringify(label) }
}
