import { suspend, unsuspend } from '#modules/accounts'
import { maySeeAsk } from '#modules/asks'
import { maySeeThanks } from '#modules/goodwill'
import { maySeeOffer } from '#modules/offers'
import { stopMail } from '#modules/guests'
import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { missing, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import { cleanComment, REPORTS_A_DAY, type Category, type Thing } from './model.ts'
import { insertGuestReport, insertReport, setSettled, type NewReport } from './store.ts'
import { askOf, findReported, findReportedStatuses, findReportedByGuest, moderatorIds } from './views.ts'

export type Reporting = { personId: string; statusIds: string[]; category: Category; comment?: string }

/** Reports somebody, with statuses of theirs that the reporter may see; answers the id. They are not told. */
export async function reportPerson(ctx: Context, reporterId: string, reporting: Reporting): Promise<string> {
  const { personId, statusIds, category } = reporting
  if (personId === reporterId) throw refuse('invalid', 'moderation.oneself')
  const statuses = await findReportedStatuses(ctx.db, reporterId, personId, statusIds)
  return keep(ctx, {
    reporterId,
    personId,
    category,
    comment: cleanComment(reporting.comment),
    about: statuses.length > 0 ? 'status' : 'person',
    aboutIds: statuses.map(({ id }) => id),
    words: statuses.length > 0 ? statuses.map(({ text }) => text).join('\n\n') : null,
  })
}

export type ThingReporting = { kind: Thing; id: string; category: Category; comment?: string }

/** Reports whoever is behind something that came to the reporter, without telling who that is. */
export async function reportThing(
  ctx: Context,
  reporterId: string,
  { kind, id, category, comment }: ThingReporting,
): Promise<string> {
  const askId = kind === 'ask' ? id : kind === 'answer' ? await askOf(ctx.db, id) : null
  if (askId === undefined || (askId && !(await maySeeAsk(ctx.db, reporterId, askId)))) throw missing()
  if (kind === 'thanks' && !(await maySeeThanks(ctx.db, reporterId, id))) throw missing()
  if (kind === 'offer' && !(await maySeeOffer(ctx.db, reporterId, id))) throw missing()
  const found = await findReported(ctx.db, reporterId, kind, id)
  if (!found) throw missing()
  const words = { category, comment: cleanComment(comment), words: found.words }
  return keep(ctx, { reporterId, personId: found.person_id, ...words, about: kind, aboutIds: [id] })
}

async function keep(ctx: Context, report: NewReport): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    await attempt(tx, `report ${report.reporterId}`, REPORTS_A_DAY)
    const id = await insertReport(tx, report)
    await tellModerators(tx, id)
    return id
  })
}

export type GuestReporting = { category: Category; comment?: string }

/** Reports what came by mail, by its link: once, and no further mail goes there. Again is harmless. */
export async function reportAsGuest(ctx: Context, token: string, { category, comment }: GuestReporting): Promise<void> {
  const said = { category, comment: cleanComment(comment) }
  await transaction(ctx.db, async (tx) => {
    const introductionId = await stopMail({ ...ctx, db: tx }, token)
    if (introductionId === null) throw missing()
    const { person_id: personId, words } = await findReportedByGuest(tx, introductionId)
    const id = await insertGuestReport(tx, { personId, ...said, words, aboutIds: [introductionId] })
    if (id) await tellModerators(tx, id)
  })
}

async function tellModerators(tx: Tx, reportId: string): Promise<void> {
  for (const personId of await moderatorIds(tx))
    await tell(tx, { personId, kind: 'report', fromId: personId, aboutId: reportId })
}

/** Says that a report has been dealt with, or that it has not after all. */
export async function settleReport(ctx: Context, moderatorId: string, id: string, settled: boolean): Promise<void> {
  if (!(await setSettled(ctx.db, id, moderatorId, settled ? ctx.now() : null))) throw missing()
}

/** Somebody is unseen and signed out from now on, or is let back in. */
export async function shutOut(ctx: Context, personId: string, out: boolean): Promise<void> {
  if (out) await suspend(ctx, personId)
  else await unsuspend(ctx, personId)
}
