import { onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { offerVisibleTo } from './visible.ts'

/** Of some others those that may answer it: each of the two may see the other's, and they are on terms; with whose they are. */
export async function answerable(
  db: Database,
  id: string,
  otherIds: string[],
): Promise<Map<string, { mine: string; theirs: string }>> {
  const found = await rows<{ id: string; mine: string; theirs: string }>(
    db,
    `select o.id, m.person_id as mine, o.person_id as theirs from offers m, offers o
     where m.id = $1 and o.id = any($2::bigint[]) and o.person_id <> m.person_id and o.kind <> m.kind
       and m.state = 'open' and o.state = 'open' and o.expires_at > now() and m.expires_at > now()
       and ${offerVisibleTo('m.person_id', 'o')} and ${offerVisibleTo('o.person_id', 'm')} and ${onTerms('m.person_id', 'o.person_id')}`,
    [id, otherIds],
  )
  return new Map(found.map(({ id: other, mine, theirs }) => [other, { mine, theirs }]))
}
