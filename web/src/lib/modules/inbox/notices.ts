/** What happened, gathered: several people doing the same to the same thing on one day are one line. */
import type { Account, Notice, NoticeType } from '#lib/api/entities.ts'

export type NoticeGroup = { key: string; type: NoticeType; people: Account[]; newest: Notice }

/** Those that wait for an answer stand above and are not told a second time. */
const waits: NoticeType[] = ['introduction', 'guest_introduction', 'introduction_request', 'follow_request', 'ring']

export const isWaiting = ({ type }: Notice) => waits.includes(type)

export function gather(notices: Notice[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>()
  for (const notice of notices) {
    // What is said in a conversation of few stands there.
    if (isWaiting(notice) || notice.status?.visibility === 'direct') continue
    const key = [notice.type, whatOf(notice), notice.created_at.slice(0, 10)].join(' ')
    const group = groups.get(key)
    if (!group) groups.set(key, { key: notice.id, type: notice.type, people: [notice.account], newest: notice })
    else if (!group.people.some(({ id }) => id === notice.account.id)) group.people.push(notice.account)
  }
  return [...groups.values()]
}

function whatOf({
  type,
  status,
  introduction,
  guest_introduction: guest,
  ask,
  offer,
  ring,
  thanks,
  id,
}: Notice): string {
  if (type === 'mention') return status?.in_reply_to_id ?? id
  if (type === 'follow') return ''
  return status?.id ?? introduction?.id ?? guest?.id ?? ask?.id ?? offer?.id ?? ring?.id ?? thanks?.id ?? id
}
