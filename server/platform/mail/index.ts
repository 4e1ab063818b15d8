/**
 * Outgoing mail. `queueMail` keeps a mail in the transaction of its cause; a job hands it to the server of `SMTP_URL`. Each leaves
 * at most once: what was refused before it was taken is tried again later, what broke off after that is not. Before it leaves, the
 * module whose cause it has is asked whether that still holds. What a mail says is encrypted while it waits and forgotten once it
 * left.
 */
import { createTransport, type Transporter } from 'nodemailer'
import type { Context } from '#platform/context'
import { rows, transaction, type Tx } from '#platform/db'
import { addJob, type Jobs } from '#platform/jobs'
import { refuse } from '#platform/refusal'

export type Mail = {
  to: { name: string; address: string }
  /** Whose name it comes in; the address is the place's. */
  fromName: string
  subject: string
  text: string
  html: string
  /** Where a POST ends all further mail (RFC 8058); a person who opens it is asked first. */
  unsubscribe: string
}

/** What mails are sent for, by its name, as the module that queues them knows it. */
export type MailCauses = Record<string, MailCause>
type MailCause = {
  /** Whether it still holds. A mail whose cause does not is dropped. */
  holds: (id: string) => Promise<boolean>
  /** The mail surely did not arrive, and will not. */
  undelivered: (tx: Tx, id: string) => Promise<void>
}

/** So long a mail is tried again (RFC 5321, 4.5.4.1). */
const GIVE_UP = { hours: 24 * 3 } as const

/** Whether there is a way for mail to go. */
export function canMail(ctx: Context): boolean {
  return ctx.config.smtpUrl !== null
}

export async function queueMail(ctx: Context, tx: Tx, mail: Mail, cause: { name: string; id: string }): Promise<void> {
  if (!canMail(ctx)) throw refuse('invalid', 'mail.none')
  const content = ctx.secrets.encrypt(JSON.stringify(mail))
  const text = 'insert into mails (content, cause, cause_id, created_at) values ($1, $2, $3, $4) returning id'
  const [row] = await rows<{ id: string }>(tx, text, [content, cause.name, cause.id, ctx.now().toString()])
  await addJob(tx, 'mail.send', { id: row!.id })
}

export function mailJobs(ctx: Context, causes: MailCauses): Jobs {
  return { 'mail.send': ({ id }: { id: string }) => sendMail(ctx, causes, id) }
}

async function sendMail(ctx: Context, causes: MailCauses, id: string): Promise<void> {
  if (!(await isWanted(ctx, causes, id))) {
    const text = `update mails set state = 'dropped', content = null where id = $1 and state = 'waiting'`
    await rows(ctx.db, text, [id])
    return
  }
  const [row] = await rows<{ content: Buffer }>(
    ctx.db,
    `update mails set state = 'leaving', left_at = now() where id = $1 and state = 'waiting' returning content`,
    [id],
  )
  if (!row) return
  try {
    const mail = JSON.parse(ctx.secrets.decrypt(row.content)) as Mail
    await transportOf(ctx).sendMail(messageOf(ctx, id, mail))
  } catch (error) {
    return settle(ctx, causes, id, troubleOf(error as SmtpError))
  }
  await rows(ctx.db, `update mails set state = 'sent', content = null where id = $1`, [id])
}

type Caused = { cause: string | null; cause_id: string }

async function isWanted(ctx: Context, causes: MailCauses, id: string): Promise<boolean> {
  const text = 'select cause, cause_id from mails where id = $1'
  const [mail] = await rows<Caused>(ctx.db, text, [id])
  // Queued before causes were kept.
  if (!mail?.cause) return true
  return (await causes[mail.cause]?.holds(mail.cause_id)) ?? false
}

type SmtpError = Error & { code?: string; syscall?: string; responseCode?: number }

/** Of what the other server said only the number is kept: its words may name whom the mail is for. */
type Trouble = { kind: 'refused' | 'for_now' | 'unreachable' | 'unclear'; reply: number | null }

/**
 * Whether the other server surely did not take it, and may later: it said so (4yz, RFC 5321, 4.2.1), did not let us in, or was not
 * reached. Of a connection that broke nobody knows how far it came.
 */
function troubleOf({ code, syscall, responseCode: reply = 0 }: SmtpError): Trouble {
  if (code === 'EAUTH' || code === 'EDNS' || syscall === 'connect') return { kind: 'unreachable', reply: reply || null }
  if (reply) return { kind: reply < 500 ? 'for_now' : 'refused', reply }
  return { kind: code === 'EENVELOPE' ? 'refused' : 'unclear', reply: null }
}

async function settle(ctx: Context, causes: MailCauses, id: string, { kind, reply }: Trouble): Promise<void> {
  const mayGoLater = kind === 'for_now' || kind === 'unreachable'
  if (mayGoLater && !(await isOld(ctx, id))) {
    await rows(ctx.db, `update mails set state = 'waiting', trouble = $2, reply = $3 where id = $1`, [id, kind, reply])
    throw new Error(`Mail ${id} did not leave: ${kind} (${reply ?? 'no reply'})`)
  }
  ctx.log.warn({ mail: id, trouble: kind, reply }, 'a mail did not leave')
  await transaction(ctx.db, async (tx) => {
    const text = `update mails set state = 'failed', content = null, trouble = $2, reply = $3 where id = $1
      returning cause, cause_id`
    const [mail] = await rows<Caused>(tx, text, [id, kind, reply])
    // Of a connection that broke nobody knows whether it arrived.
    if (mail?.cause && kind !== 'unclear') await causes[mail.cause]?.undelivered(tx, mail.cause_id)
  })
}

async function isOld(ctx: Context, id: string): Promise<boolean> {
  const text = 'select from mails where id = $1 and created_at < $2'
  return (await rows(ctx.db, text, [id, ctx.now().subtract(GIVE_UP).toString()])).length > 0
}

const transports = new Map<string, Transporter>()

function transportOf(ctx: Context): Transporter {
  const url = ctx.config.smtpUrl!
  let transport = transports.get(url)
  if (!transport) transports.set(url, (transport = createTransport(url)))
  return transport
}

function messageOf(ctx: Context, id: string, { to, fromName, subject, text, html, unsubscribe }: Mail) {
  const { hostname } = new URL(ctx.config.origin)
  return {
    messageId: `<${id}@${hostname}>`,
    from: { name: fromName, address: senderOf(ctx, hostname) },
    to,
    subject,
    text,
    html,
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  }
}

/** `SMTP_URL` may say whose address it sends from: `smtps://…/?from=kith@place.example`. */
function senderOf(ctx: Context, hostname: string): string {
  return new URL(ctx.config.smtpUrl!).searchParams.get('from') ?? `kith@${hostname}`
}
