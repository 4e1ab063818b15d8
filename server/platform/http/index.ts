/**
 * What every door needs of HTTP: who is asking and what their token allows, bodies in the forms apps send them, paging
 * by id, and refusals in the door's own form. Knows no product word.
 */
export type { App, Asker, Env, Req, Token } from './env.ts'
export { createRouter } from './env.ts'
export { createApi } from './api.ts'
export { byId, json, moment, paging, refused } from './describe.ts'
export { limitBodies } from './limitbodies.ts'
export { allows, asker, optionalAsker, requireToken } from './auth.ts'
export { authenticate, requireSameOrigin, type FindToken } from './authenticate.ts'
export { dropCookie, keepCookie } from './cookie.ts'
export { readBody, type Body } from './body.ts'
export { bool, list, number, oneOf, text } from './fields.ts'
export { addLinks, addNext, readPage, type Page } from './page.ts'
export { apiPage, API_PAGE_STYLE, type ApiDocument } from './apipage.ts'
export { addressOf, isFromHere } from './address.ts'
export { readId } from './readid.ts'
export { mastodonError, problem, refusalOf } from './errors.ts'
export { rateLimits } from './limits.ts'
export { securityHeaders } from './headers.ts'
export { openToAll } from './cors.ts'
export { sendFile } from './file.ts'
export { uploaded, withUpload, type UploadedFile } from './upload.ts'
