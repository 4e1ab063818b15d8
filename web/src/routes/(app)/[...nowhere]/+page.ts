import { error } from '@sveltejs/kit'
import type { PageLoad } from './$types'

/** Whoever took a wrong turn still finds the way about. */
export const load: PageLoad = () => error(404, 'Not found')
