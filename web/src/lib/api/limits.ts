/** How long and how much, as the server says in its description; asked once. */
import { createApi } from './client.ts'

export type Limits = { characters: number; pictures: number; pictureBytes: number }
type Instance = {
  configuration?: {
    statuses?: { max_characters?: number; max_media_attachments?: number }
    media_attachments?: { image_size_limit?: number }
  }
}

let asked: Promise<Limits> | undefined

export const limits = () => (asked ??= ask())

async function ask(): Promise<Limits> {
  const { configuration } = await createApi()
    .get<Instance>('/api/v2/instance')
    .catch((): Instance => ({}))
  return {
    characters: configuration?.statuses?.max_characters ?? 5_000,
    pictures: configuration?.statuses?.max_media_attachments ?? 4,
    pictureBytes: configuration?.media_attachments?.image_size_limit ?? 16_000_000,
  }
}
