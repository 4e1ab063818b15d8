/** Sending pictures, with a progress that can be stopped. XMLHttpRequest, because fetch does not tell how far it is. */
import { createApi, Refusal } from './client.ts'
import type { Media } from './entities.ts'

export function uploadMedia(file: Blob, onProgress: (part: number) => void, signal: AbortSignal): Promise<Media> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file)
    request.open('POST', '/api/v2/media')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total)
    request.onerror = () => reject(new Refusal(0, 'unreachable', ''))
    request.onabort = () => reject(new Refusal(0, 'stopped', ''))
    request.onload = () => {
      const answer = request.response as (Media & { error?: string }) | null
      if (request.status === 202 && answer) return void untilReady(answer.id, signal).then(resolve, reject)
      if (request.status >= 200 && request.status < 300 && answer) return resolve(answer)
      reject(new Refusal(request.status, '', answer?.error ?? ''))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

/** The server answers 202 while it still turns and shrinks a picture. */
async function untilReady(id: string, signal: AbortSignal): Promise<Media> {
  for (let wait = 250; wait < 8_000; wait *= 1.5) {
    await new Promise((done) => setTimeout(done, wait))
    if (signal.aborted) throw new Refusal(0, 'stopped', '')
    const media = await createApi().get<Media | undefined>(`/api/v1/media/${id}`)
    if (media?.url) return media
  }
  throw new Refusal(0, 'unreachable', '')
}

export const describeMedia = (id: string, description: string) =>
  createApi().put<Media>(`/api/v1/media/${id}`, { description })
