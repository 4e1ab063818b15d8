/**
 * Pictures that people upload. What comes out of here was decoded and made anew: upright, in a known format, without a word
 * about its maker, at an address nobody guesses. A row is confirmed only when its files are on the disk; files go when
 * their row does, whoever deletes it. An upload that comes into no status is thrown away after a day.
 */
import type { Module } from '../../modules.ts'
import { removeUnusedProfilePicture } from './actions/profile.ts'
import { removeFiles, removeUnattached } from './actions/tidy.ts'
import { processUpload } from './actions/upload.ts'

export { attach, detach, release } from './actions/attach.ts'
export { describeUpload, removeUpload, viewUpload } from './actions/change.ts'
export { storeProfilePicture } from './actions/profile.ts'
export { incomingFolder, upload } from './actions/upload.ts'
export { LIMITS, attachmentEntity, type Attachment, type MediaAttachment } from './model.ts'
export { mediaFiles } from './routes.ts'

export const media: Module = {
  name: 'media',
  jobs: (ctx) => ({
    'media.process': (payload: { id: string }) => processUpload(ctx, payload.id),
    'media.remove-files': (payload: { keys: string[] }) => removeFiles(ctx, payload.keys),
    'media.remove-unattached': () => removeUnattached(ctx),
    'media.remove-unused-profile-picture': (payload: { personId: string; key: string }) =>
      removeUnusedProfilePicture(ctx, payload.personId, payload.key),
  }),
  cron: ['23 * * * * media.remove-unattached'],
}
