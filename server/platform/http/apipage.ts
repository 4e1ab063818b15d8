import { escapeHtml } from '#platform/text'

/** What we read of an OpenAPI 3.1 document. */
type Operation = {
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: Body
  responses?: Record<string, Body & { description?: string }>
}
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema; description?: string }
type Body = { content?: Record<string, { schema?: Schema }> }
type Schema = {
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Schema>
  items?: Schema
  required?: string[]
  $ref?: string
  anyOf?: Schema[]
  description?: string
}
export type ApiDocument = {
  info: { title: string; version: string; description?: string }
  servers?: { url: string }[]
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

/** The description of an API as a page for people: no script, one stylesheet beside it. */
export function apiPage(document: ApiDocument, stylesheet: string): string {
  const base = document.servers?.[0]?.url ?? ''
  const sections = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => section(`${base}${path}`, method, operation)),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(document.info.title)}: API</title><link rel="stylesheet" href="${escapeHtml(stylesheet)}"></head>
<body><main><h1>${escapeHtml(document.info.title)}: API</h1>
<p>${escapeHtml(document.info.description ?? '')} The same as <a href="openapi.json">openapi.json</a>.</p>
${sections.join('\n')}${schemas(document)}</main></body></html>`
}

function section(path: string, method: string, operation: Operation): string {
  const responses = Object.entries(operation.responses ?? {})
    .map(
      ([status, response]) =>
        `<li><b>${status}</b> ${escapeHtml(response.description ?? '')} ${shapeOf(response)}</li>`,
    )
    .join('')
  return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p><b>${escapeHtml(operation.summary ?? '')}.</b> ${escapeHtml(operation.description ?? '')}</p>
${parameters(operation.parameters ?? [])}${operation.requestBody ? `<p>Sends ${shapeOf(operation.requestBody)}</p>` : ''}
<ul>${responses}</ul></section>`
}

function parameters(list: Parameter[]): string {
  if (list.length === 0) return ''
  const rows = list.map(
    ({ name, in: where, required, schema, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${where}${required ? ', needed' : ''}</td><td>${shape(schema)} ${escapeHtml(description ?? '')}</td></tr>`,
  )
  return `<table>${rows.join('')}</table>`
}

function schemas(document: ApiDocument): string {
  const list = Object.entries(document.components?.schemas ?? {})
  return list
    .map(
      ([name, schema]) =>
        `<section id="${escapeHtml(name)}"><h2>${escapeHtml(name)}</h2><p>${shape(schema)}</p></section>`,
    )
    .join('\n')
}

function shapeOf(body: Body): string {
  return Object.values(body.content ?? {})
    .map(({ schema }) => shape(schema))
    .join(' or ')
}

function shape(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.$ref) {
    const name = escapeHtml(schema.$ref.split('/').at(-1) ?? '')
    return `<a href="#${name}">${name}</a>`
  }
  if (schema.enum) return schema.enum.map((value) => `<code>${escapeHtml(JSON.stringify(value))}</code>`).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(shape).join(' | ')
  if (schema.items) return `[${shape(schema.items)}]`
  if (!schema.properties) return `<i>${escapeHtml([schema.type ?? 'anything'].flat().join(' | '))}</i>`
  const fields = Object.entries(schema.properties).map(
    ([name, inner]) =>
      `<li><code>${escapeHtml(name)}${schema.required?.includes(name) ? '' : '?'}</code>: ${shape(inner)}</li>`,
  )
  return `{<ul>${fields.join('')}</ul>}`
}

export const API_PAGE_STYLE = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#faf7f1,#1a1613);color:light-dark(#231c15,#f1e8db);font:1rem/1.55 system-ui,sans-serif}
main{max-width:52rem;margin:0 auto;padding:2rem 1.125rem 6rem}
h1{font-size:1.75rem;letter-spacing:-.018em}h2{font-size:1.0625rem;margin:2.5rem 0 .25rem;overflow-wrap:anywhere}
section{border-top:1px solid light-dark(#e8e0d4,#352d26)}code{font-size:.9375em}
table{border-spacing:0;width:100%}td{padding:.25rem .75rem .25rem 0;vertical-align:top}
a{color:inherit;text-underline-offset:.2em}ul{padding-left:1.25rem;margin:.25rem 0}
:focus-visible{outline:2px solid light-dark(#8a5200,#f2b45a);outline-offset:2px}`
