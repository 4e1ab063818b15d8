/**
 * An expected no. Thrown with a code that has a sentence in every language, and turned once, at each door, into that
 * door's form. Everything else that is thrown is a bug: it answers 500 and tells nothing.
 */
export type RefusalKind = keyof typeof statuses

const statuses = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
  full: 507,
} as const

type Params = Record<string, string | number>

export class Refusal extends Error {
  override name = 'Refusal'
  readonly kind: RefusalKind
  readonly code: string
  readonly params: Params

  constructor(kind: RefusalKind, code: string, params: Params) {
    super(code)
    this.kind = kind
    this.code = code
    this.params = params
  }

  get status() {
    return statuses[this.kind]
  }
}

/** `throw refuse('invalid', 'introductions.too_many_open', { limit: 5 })` */
export function refuse(kind: RefusalKind, code: string, params: Params = {}): Refusal {
  return new Refusal(kind, code, params)
}

/** Hidden and missing are the same refusal. */
export function missing(): Refusal {
  return refuse('missing', 'common.missing')
}
