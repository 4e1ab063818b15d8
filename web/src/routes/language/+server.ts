import { redirect } from '@sveltejs/kit'
import { innerPath } from '#lib/modules/accounts/paths.ts'
import { isLocale } from '#lib/ui/language.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async ({ request, cookies }) => {
  const form = await request.formData()
  const locale = form.get('locale')
  if (isLocale(locale)) cookies.set('kith_locale', locale, { path: '/', maxAge: 31_536_000, httpOnly: false })
  redirect(303, innerPath(String(form.get('to'))))
}
