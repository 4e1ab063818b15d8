/**
 * Reads pictures that strangers send and makes new ones of them: what a file is is known by its content, nothing is decoded
 * that would take too much memory, and what comes out carries the pixels and no word about who took them where. Refuses
 * what is no picture, broken or too large (`pictures.*`).
 */
export { inspectPicture, MOST_PIXELS, type Picture } from './inspect.ts'
export { blurhashOf, coverPicture, fitPicture } from './make.ts'
export { PICTURE_TYPES } from './kinds.ts'
