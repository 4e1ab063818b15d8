/** A village that introduces its people to somebody with only e-mail, and the server that takes their mail. */
import { after, beforeEach } from 'node:test'
import { mailServer } from '#test/smtp'
import { freshVillage, type Name, type Pairs } from '#test/village'

export const GUESTS = '/api/kith/v1/guest_introductions'
export const MARGARETHE = 'margarethe@post.example'

export async function villageWithMail(pairs: Pairs = [['katharina', 'tomasz']]) {
  const post = await mailServer()
  const town = await freshVillage(pairs, { SMTP_URL: post.url })
  after(() => post.close())
  beforeEach(() => {
    post.mails.length = 0
    post.refuse(null)
  })
  const { ctx, as, who } = town
  return {
    ...town,
    post,
    /** To Tomasz; the mail is on its way when it is answered. */
    async propose(email = MARGARETHE, by: Name = 'katharina') {
      const wish = { person: who.tomasz, guest: { name: 'Margarethe', email }, note: 'Geigen', locale: 'de' }
      const answered = await as[by].post(GUESTS, wish)
      await ctx.runJobs()
      return answered
    },
    /** As if the time had come at which what failed is tried again. */
    async tryAgain() {
      const text = `update graphile_worker._private_jobs set run_at = now() - interval '1 second', locked_at = null`
      await ctx.pool.query(text)
      await ctx.runJobs()
    },
    /** What the guest holds who opens a link of their mail. */
    tokenOf: (mail = post.mails[0]!) => /\/guest\/([\w-]+)\?answer=yes/.exec(mail.text!)![1]!,
  }
}
