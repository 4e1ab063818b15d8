/**
 * Holds answers against Mastodon's API as others wrote it down (../shared/data/mastodon-openapi.json). Where that file is
 * missing nothing can be said, and each test file that would have asked says so by one skipped test.
 */
import { AssertionError } from 'node:assert'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

const FILE = join(import.meta.dirname, '../../../shared/data/mastodon-openapi.json')
const BASE = 'mastodon'

type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> }
type Description = { paths: Record<string, Record<string, Operation>> }

const description: Description | null = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : null
if (!description) test('Mastodon’s answers fit its schema', { skip: `${FILE} is missing` }, () => {})

// Where the description is wrong, by its own documentation: a list written down as one.
const LISTS = new Set(['get /api/v1/filters'])

/** What a path is in the description, such as `/api/v1/statuses/{id}`; null for one that it does not know. */
export function mastodonPath(method: string, path: string): string | null {
  if (!description) return null
  const parts = path.split('/')
  const fits = Object.keys(description.paths).filter((template) => {
    const wanted = template.split('/')
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
  })
  // The one with the fewest placeholders: /accounts/lookup is no account.
  fits.sort((a, b) => a.split('{').length - b.split('{').length)
  return fits.find((template) => description.paths[template]?.[method.toLowerCase()]) ?? null
}

/** Fails where an answer is not as the description of its operation says. `pathTemplate` may be a real path as well. */
export function assertMastodon(method: string, pathTemplate: string, status: number, body: unknown): void {
  const template = description?.paths[pathTemplate] ? pathTemplate : mastodonPath(method, pathTemplate)
  if (!description || !template) return
  const where = `${method.toLowerCase()} ${template}`
  const validate = validatorOf(method.toLowerCase(), template, status)
  const value = LISTS.has(where) && status < 400 ? body : [body]
  if (!validate) return
  for (const one of value as unknown[]) if (!validate(one)) throw misfit(where, status, validate, body)
}

/** Fails where something is not one of Mastodon's entities, such as the payload of a streamed event. */
export function assertEntity(name: string, value: unknown): void {
  if (!description) return
  const validate = compile(`#/components/schemas/${name}`)
  if (!validate(value)) throw misfit(name, 0, validate, value)
}

function validatorOf(method: string, template: string, status: number): ValidateFunction | null {
  const responses = description?.paths[template]?.[method]?.responses
  if (!responses) return null
  if (status >= 400) return compile('#/components/schemas/Error')
  const known = responses[status]?.content ? String(status) : '200'
  if (!responses[known]?.content?.['application/json']) return null
  const steps = ['paths', template, method, 'responses', known, 'content', 'application/json', 'schema']
  return compile(
    `#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`,
  )
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
;(formats as unknown as (ajv: Ajv2020) => void)(ajv)
ajv.addFormat('iso-639-1', /^([a-z]{2,3})?$/)
if (description) ajv.addSchema(description, BASE)
const compiled = new Map<string, ValidateFunction>()

function compile(reference: string): ValidateFunction {
  const known = compiled.get(reference) ?? ajv.compile({ $ref: `${BASE}${reference}` })
  compiled.set(reference, known)
  return known
}

function misfit(where: string, status: number, validate: ValidateFunction, body: unknown): AssertionError {
  const reasons = (validate.errors ?? []).slice(0, 12).map(({ instancePath, message, params }) => {
    return `  ${instancePath || '/'} ${message} ${JSON.stringify(params)}`
  })
  const message = [`${where}${status ? ` → ${status}` : ''} is not as Mastodon describes it:`, ...reasons].join('\n')
  return new AssertionError({ message, actual: body, operator: 'assertMastodon', stackStartFn: assertMastodon })
}
