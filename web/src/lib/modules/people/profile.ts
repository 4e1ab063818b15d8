/** Sending a profile form on to the API: name, pictures, text and links to Mastodon's route, the two lists and whether one shows one's light to Kith's. */
import type { Api } from '#lib/api/client.ts'

const profileRoute = '/api/v1/accounts/update_credentials'

export async function saveProfile(api: Api, form: FormData) {
  const profile = new FormData()
  for (const name of ['display_name', 'note']) if (form.has(name)) profile.set(name, String(form.get(name)))
  for (const name of ['avatar', 'header']) {
    const file = form.get(name)
    if (file instanceof File && file.size > 0) profile.set(name, file)
  }
  if (form.has('links')) {
    const [names, values] = [form.getAll('link_name'), form.getAll('link_value')]
    names.forEach((name, i) => {
      profile.set(`fields_attributes[${i}][name]`, String(name))
      profile.set(`fields_attributes[${i}][value]`, String(values[i] ?? ''))
    })
    profile.set('locked', form.get('locked') ? 'true' : 'false')
  }
  const lists = Object.fromEntries(
    ['helps_with', 'looks_for'].flatMap((name) =>
      form.has(name)
        ? [
            [
              name,
              form
                .getAll(name)
                .map((line) => String(line).trim())
                .filter(Boolean),
            ],
          ]
        : [],
    ),
  )
  const more = form.has('links') ? { shows_light: form.has('shows_light') } : {}
  const own = { ...lists, ...more }
  if (Object.keys(own).length > 0) await api.patch('/api/kith/v1/me', own)
  if ([...profile.keys()].length > 0) await api.patch(profileRoute, profile)
}
