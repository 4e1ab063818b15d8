import { suspend, unsuspend } from '#modules/accounts'
import { maySeeAsk, takeBackAnswer, takeBackAsk } from '#modules/asks'
import { hideReportedThanks, maySeeThanks, takeDownThanksWord } from '#modules/goodwill'
import { leaveReported, maySeeOffer, takeDownOffer, takeDownWord } from '#modules/offers'
import { stopMail } from '#modules/guests'
import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { deleteStatus } from '#modules/statuses'
import { transaction, type Tx } from '#platform/db'
import { missing, Refusal, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import { cleanComment, isTakenDown, REPORTS_A_DAY, type Category, type TakenDown, type Thing } from './model.ts'
import { insertGuestReport, insertReport, lockReports, setSettled, setTakenDown, type NewReport } from './store.ts'
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
    if (report.about === 'offer') await leaveReported(ctx, tx, report.reporterId, report.aboutIds[0]!)
    if (report.about === 'thanks') await hideReportedThanks(tx, report.reporterId, report.aboutIds[0]!)
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

/**
 * Takes down what a report is about: it stands nowhere any more, whoever looks at it. Whose it is is told once what the place took down,
 * and not by whom it was reported. It settles all reports of the same.
 */
export async function takeDown(ctx: Context, moderatorId: string, reportId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const held = await lockReports(tx, reportId)
    const report = held.find(({ id }) => id === reportId)
    if (!report) throw missing()
    const { personId, about, aboutIds } = report
    if (!isTakenDown(about)) throw refuse('invalid', 'moderation.stays')
    let stood = false
    for (const id of aboutIds) if (await TAKE_DOWN[about]({ ...ctx, db: tx }, tx, personId, id)) stood = true
    const same = held.filter((one) => one.about === about && one.aboutIds.every((id) => aboutIds.includes(id)))
    const ids = same.map(({ id }) => id)
    await setTakenDown(tx, ids, { by: moderatorId, at: ctx.now() })
    if (stood) await tell(tx, { personId, kind: 'taken_down', fromId: personId, aboutId: reportId })
  })
}

type TakingDown = (ctx: Context, tx: Tx, personId: string, id: string) => Promise<boolean>

/** Each answers whether it stood until now. What people may take back themselves goes as if they did. */
const TAKE_DOWN: Record<TakenDown, TakingDown> = {
  status: (ctx, _tx, personId, id) => unlessGone(deleteStatus(ctx, personId, id)),
  ask: (ctx, _tx, personId, id) => unlessGone(takeBackAsk(ctx, personId, id)),
  answer: (ctx, _tx, personId, id) => unlessGone(takeBackAnswer(ctx, personId, id)),
  offer: (ctx, tx, _personId, id) => takeDownOffer(ctx, tx, id),
  taker: (_ctx, tx, _personId, id) => takeDownWord(tx, id),
  thanks: (_ctx, tx, _personId, id) => takeDownThanksWord(tx, id),
}

async function unlessGone(taking: Promise<void>): Promise<boolean> {
  try {
    await taking
    return true
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'missing') return false
    throw error
  }
}

/** Somebody is unseen and signed out from now on, or is let back in. */
export async function shutOut(ctx: Context, personId: string, out: boolean): Promise<void> {
  if (out) await suspend(ctx, personId)
  else await unsuspend(ctx, personId)
}
