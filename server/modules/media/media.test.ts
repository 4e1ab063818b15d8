import assert from 'node:assert/strict'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { transaction } from '#platform/db'
import { fileForm, testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { attach, storeProfilePicture } from './index.ts'

let ctx: TestContext
let people: Village
let api: TestApi
let jule: Client

before(async () => {
  ctx = await testContext()
  people = await village(ctx)
  api = testApi(ctx)
  jule = api.as(people.jule)
})
after(() => ctx.close())

describe('uploading a picture', () => {
  it('makes each kind ready at once when it is small, and serves it as a picture', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const sent = await made(kind, 320, 200)
      const { status, body } = await jule.post('/api/v2/media', fileForm('file', sent, { description: ' A hill. ' }))
      assert.equal(status, 200, kind)
      assert.equal(body.type, 'image')
      assert.equal(body.description, 'A hill.')
      assert.deepEqual(body.meta.original, { width: 320, height: 200, size: '320x200', aspect: 1.6 })
      assert.ok(body.blurhash.length > 10)
      const file = await api.signedOut.get(new URL(body.url).pathname)
      assert.equal(file.status, 200)
      assert.equal(file.headers.get('content-type'), 'image/webp')
      assert.equal(file.headers.get('access-control-allow-origin'), '*')
      assert.match(file.headers.get('cache-control')!, /immutable/)
      assert.equal(file.headers.get('content-security-policy'), "default-src 'none'; sandbox")
      assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    }
  })

  it('turns it upright and leaves out who took it where', async () => {
    const sent = await photo(300, 200)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Jule' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { body } = await jule.post('/api/v2/media', fileForm('file', sent))
    assert.equal(body.meta.original.size, '200x300')
    const kept = await sharp(await download(body.url)).metadata()
    assert.deepEqual([kept.exif, kept.icc, kept.xmp, kept.iptc, kept.orientation], Array(5).fill(undefined))
    assert.equal(kept.space, 'srgb')
  })

  it('answers 202 for a large one, and the job makes it smaller', async () => {
    const sent = await plain(4400, 3000).jpeg({ quality: 60 }).toBuffer()
    const { status, body } = await jule.post('/api/v2/media', fileForm('file', sent, { focus: '0.5,-0.25' }))
    assert.equal(status, 202)
    assert.equal(body.url, null)
    assert.equal((await jule.get(`/api/v1/media/${body.id}`)).status, 206)
    await assert.rejects(attachTo(people.jule, [body.id]), { code: 'media.not_ready' })
    await ctx.runJobs()
    const ready = await jule.get(`/api/v1/media/${body.id}`)
    assert.equal(ready.status, 200)
    const { width, height } = ready.body.meta.original
    assert.ok(width * height <= 3840 * 2160 && width > 3400)
    assert.deepEqual(ready.body.meta.focus, { x: 0.5, y: -0.25 })
    assert.ok(Math.abs(width / height - 4400 / 3000) < 0.01)
  })

  it('waits for a large one at the older address', async () => {
    const sent = await plain(2600, 2000).jpeg({ quality: 50 }).toBuffer()
    const { status, body } = await jule.post('/api/v1/media', fileForm('file', sent))
    assert.equal(status, 200)
    assert.ok(body.url)
  })

  it('keeps a picture that moves moving', async () => {
    const frames = await Promise.all(['#a00', '#0a0', '#00a'].map(flat))
    const sent = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer()
    const { body } = await jule.post('/api/v1/media', fileForm('file', sent))
    assert.equal((await sharp(await download(body.url)).metadata()).pages, 3)
    assert.equal((await sharp(await download(body.preview_url)).metadata()).pages, undefined)
  })

  it('refuses each kind of wrong file for its own reason, in the language asked for', async () => {
    const whole = await photo(900, 700).jpeg().toBuffer()
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)])
    const wrong: [string, Buffer, number][] = [
      ['pictures.not_a_picture', Buffer.from('<html><script>alert(1)</script>'), 422],
      ['pictures.not_a_picture', Buffer.alloc(0), 422],
      ['pictures.svg', Buffer.from(svg), 422],
      ['pictures.heic', heic, 422],
      ['pictures.broken', whole.subarray(0, whole.length / 2), 422],
      ['pictures.broken', whole.subarray(0, 40), 422],
      ['pictures.too_many_pixels', await plain(10_000, 5_000).png().toBuffer(), 422],
      ['common.file_too_large', Buffer.concat([whole, Buffer.alloc(16 * 1024 * 1024)]), 413],
    ]
    for (const [code, bytes, expected] of wrong) {
      const { status, body } = await jule.post('/api/v2/media', fileForm('file', bytes), { 'accept-language': 'de' })
      assert.deepEqual([status, body.error_code], [expected, code])
      assert.doesNotMatch(body.error, /refusals|\{\{/)
      assert.match(body.error, /Bild|Datei|SVG|HEIC/)
    }
    assert.deepEqual(await readdir(join(ctx.config.dataDir, 'media', 'incoming')), [])
  })

  it('finds every kind cut short', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const whole = await made(kind, 300, 200)
      const { status, body } = await jule.post('/api/v2/media', fileForm('file', whole.subarray(0, whole.length * 0.7)))
      assert.deepEqual([status, body.error_code], [422, 'pictures.broken'], kind)
    }
  })

  it('says so when a large one turns out to be damaged', async () => {
    const whole = await plain(2600, 2000).jpeg().toBuffer()
    const { status, body } = await jule.post('/api/v2/media', fileForm('file', whole.subarray(0, whole.length / 2)))
    assert.equal(status, 202)
    await ctx.runJobs()
    assert.equal((await jule.get(`/api/v1/media/${body.id}`)).status, 422)
    await assert.rejects(attachTo(people.jule, [body.id]), { code: 'pictures.broken' })
  })

  it('refuses a form that is none, has no file or ends early', async () => {
    assert.equal((await jule.post('/api/v2/media', { file: 'x' })).status, 422)
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
    const start = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    assert.equal((await jule.post('/api/v2/media', `${start}abc`, multipart)).status, 400)
    assert.equal((await jule.post('/api/v2/media', start, { 'content-type': 'multipart/form-data' })).status, 400)
    assert.equal((await api.signedOut.post('/api/v2/media', `${start}abc`, multipart)).status, 401)
    assert.equal((await api.as(people.jule, ['read']).post('/api/v2/media', start, multipart)).status, 403)
  })
})

describe('an upload', () => {
  it('is described and thrown away by its owner alone, while no status has it', async () => {
    const { id, url } = await uploadOne()
    const { body } = await jule.put(`/api/v1/media/${id}`, { description: 'Water', focus: '0.0,0.1' })
    assert.deepEqual([body.description, body.meta.focus], ['Water', { x: 0, y: 0.1 }])
    assert.equal((await jule.put(`/api/v1/media/${id}`, { description: 'x'.repeat(1501) })).status, 422)
    assert.equal((await jule.put(`/api/v1/media/${id}`, { focus: '2,0' })).status, 422)
    const noor = api.as(people.noor)
    assert.equal((await noor.get(`/api/v1/media/${id}`)).status, 404)
    assert.equal((await noor.put(`/api/v1/media/${id}`, { description: 'mine' })).status, 404)
    assert.equal((await noor.delete(`/api/v1/media/${id}`)).status, 404)
    assert.equal((await jule.delete(`/api/v1/media/${id}`)).status, 200)
    assert.equal((await jule.get(`/api/v1/media/${id}`)).status, 404)
    await ctx.runJobs()
    assert.equal((await api.signedOut.get(new URL(url).pathname)).status, 404)
  })

  it('is given to one status, in order, and then belongs to it', async () => {
    const [first, second] = [await uploadOne(), await uploadOne()]
    const { statusId, attachments } = await attachTo(people.jule, [second.id, first.id])
    assert.deepEqual(
      attachments.map((one) => one.id),
      [second.id, first.id],
    )
    assert.equal((await jule.get(`/api/v1/media/${first.id}`)).status, 404)
    assert.equal((await jule.delete(`/api/v1/media/${first.id}`)).status, 422)
    await assert.rejects(attachTo(people.jule, [first.id]), { code: 'media.in_use' })
    await assert.rejects(attachTo(people.noor, [(await uploadOne()).id]), { code: 'media.not_found' })
    await assert.rejects(attachTo(people.jule, ['1', 'x']), { code: 'media.not_found' })
    await ctx.pool.query('delete from statuses where id = $1', [statusId])
    await ctx.runJobs()
    assert.equal((await api.signedOut.get(new URL(first.url).pathname)).status, 404, 'its files went with the status')
  })

  it('can be used again after its status was deleted, unless its pictures were to go', async () => {
    const { id, url } = await uploadOne()
    const say = () => jule.post('/api/v1/statuses', { status: 'Look', media_ids: [id] })
    await jule.delete(`/api/v1/statuses/${(await say()).body.id}`)
    assert.equal((await jule.get(`/api/v1/media/${id}`)).status, 200)
    const again = await say()
    assert.equal(again.body.media_attachments[0].url, url)
    await jule.delete(`/api/v1/statuses/${again.body.id}?delete_media=true`)
    assert.equal((await jule.get(`/api/v1/media/${id}`)).status, 404)
    await ctx.runJobs()
    assert.equal((await api.signedOut.get(new URL(url).pathname)).status, 404)
  })

  it('taken out of its status by an edit stays for the history of it', async () => {
    const { id, url } = await uploadOne()
    const { body } = await jule.post('/api/v1/statuses', { status: 'Look', media_ids: [id] })
    const edited = await jule.put(`/api/v1/statuses/${body.id}`, { status: 'Nothing to see' })
    assert.deepEqual(edited.body.media_attachments, [])
    const history = await jule.get(`/api/v1/statuses/${body.id}/history`)
    assert.equal(history.body[0].media_attachments[0].url, url)
    assert.equal((await api.signedOut.get(new URL(url).pathname)).status, 200)
  })

  it('is an edit of its status only when it, its place or what is said of it is another', async () => {
    const [one, two] = [await uploadOne({ focus: '-0.0,0.5' }), await uploadOne()]
    const said = { status: 'Look', media_ids: [one.id, two.id] }
    const { body } = await jule.post('/api/v1/statuses', said)
    const edit = async (fields: object) =>
      (await jule.put(`/api/v1/statuses/${body.id}`, { ...said, ...fields })).body.edited_at
    assert.equal(await edit({}), null)
    assert.equal(await edit({ media_attributes: [{ id: one.id, description: '' }] }), null)
    ctx.advance({ seconds: 1 })
    const described = await edit({ media_attributes: [{ id: one.id, description: 'A hill' }] })
    assert.ok(described)
    ctx.advance({ seconds: 1 })
    assert.notEqual(await edit({ media_ids: [two.id, one.id] }), described)
  })

  it('is described and focused with an edit of its status; what the edit does not name stays', async () => {
    const { id } = await uploadOne({ description: 'A hill' })
    const { body } = await jule.post('/api/v1/statuses', { status: 'Look', media_ids: [id] })
    const edit = (change: object) => {
      const media_attributes = [{ id, ...change }]
      return jule.put(`/api/v1/statuses/${body.id}`, { status: 'Look', media_ids: [id], media_attributes })
    }
    const [focused] = (await edit({ focus: '0.5,-0.25' })).body.media_attachments
    assert.deepEqual([focused.description, focused.meta.focus], ['A hill', { x: 0.5, y: -0.25 }])
    const [described] = (await edit({ description: 'Two hills' })).body.media_attachments
    assert.deepEqual([described.description, described.meta.focus], ['Two hills', { x: 0.5, y: -0.25 }])
    assert.equal((await edit({ focus: '2,0' })).status, 422)
  })

  it('that comes into no status is gone after a day', async () => {
    const old = await uploadOne()
    await ctx.pool.query(`update media set unattached_at = now() - interval '25 hours' where id = $1`, [old.id])
    const fresh = await uploadOne()
    await ctx.pool.query(`select graphile_worker.add_job('media.remove-unattached')`)
    await ctx.runJobs()
    assert.equal((await jule.get(`/api/v1/media/${old.id}`)).status, 404)
    assert.equal((await api.signedOut.get(new URL(old.url).pathname)).status, 404)
    assert.equal((await jule.get(`/api/v1/media/${fresh.id}`)).status, 200)
  })
})

describe('a picture’s address', () => {
  it('serves parts of it, and nothing outside its folder', async () => {
    const { url } = await uploadOne()
    const path = new URL(url).pathname
    const whole = await api.fetch(new Request(url))
    const bytes = Buffer.from(await whole.arrayBuffer())
    assert.equal(Number(whole.headers.get('content-length')), bytes.length)
    const part = await api.fetch(new Request(url, { headers: { range: 'bytes=4-11' } }))
    assert.equal(part.status, 206)
    assert.equal(part.headers.get('content-range'), `bytes 4-11/${bytes.length}`)
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(4, 12))
    assert.equal((await api.fetch(new Request(url, { headers: { range: 'bytes=99999999-' } }))).status, 416)
    for (const wrong of ['-original.jpg', '-upload', '-original.webp/..']) {
      assert.equal((await api.signedOut.get(path.replace('-original.webp', wrong))).status, 404)
    }
    assert.equal((await api.signedOut.get('/media/..%2f..%2fkeys/private-words.key')).status, 404)
  })
})

describe('a profile’s picture', () => {
  it('is cut to its shape and goes when it is replaced', async () => {
    const first = await store('avatar')
    const second = await store('avatar')
    const { width, height } = await sharp(join(ctx.config.dataDir, 'media', first)).metadata()
    assert.deepEqual([width, height], [400, 400])
    await ctx.pool.query('update people set avatar_key = $2 where id = $1', [people.noor, first])
    await ctx.pool.query('update people set avatar_key = $2 where id = $1', [people.noor, second])
    await ctx.runJobs()
    assert.equal((await api.signedOut.get(`/media/${first}`)).status, 404)
    assert.equal((await api.signedOut.get(`/media/${second}`)).status, 200)
  })

  it('is thrown away when no profile shows it an hour later', async () => {
    const unused = await store('header')
    const used = await store('header')
    await ctx.pool.query('update people set header_key = $2 where id = $1', [people.noor, used])
    await ctx.pool.query('update graphile_worker._private_jobs set run_at = now()')
    await ctx.runJobs()
    await assert.rejects(stat(join(ctx.config.dataDir, 'media', unused)))
    await stat(join(ctx.config.dataDir, 'media', used))
  })
})

async function uploadOne(fields: Record<string, string> = {}): Promise<{ id: string; url: string }> {
  const form = fileForm('file', await photo(64, 48).png().toBuffer(), fields)
  const { status, body } = await jule.post('/api/v2/media', form)
  assert.equal(status, 200)
  return body
}

async function attachTo(personId: string, mediaIds: string[]) {
  return transaction(ctx.db, async (tx) => {
    const inserted = { personId, threadId: '1', visibility: 'public' }
    const { id: statusId } = await tx.insertInto('statuses').values(inserted).returning('id').executeTakeFirstOrThrow()
    return { statusId, attachments: await attach(tx, { personId, mediaIds, statusId }) }
  })
}

async function store(kind: 'avatar' | 'header') {
  return storeProfilePicture(
    ctx,
    people.noor,
    new Blob([new Uint8Array(await photo(900, 600).jpeg().toBuffer())]),
    kind,
  )
}

async function download(url: string): Promise<Buffer> {
  return Buffer.from(await (await api.fetch(new Request(url))).arrayBuffer())
}

/** Enough detail that it cannot be cut short unnoticed. */
function photo(width: number, height: number) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
}

function flat(background: string): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .png()
    .toBuffer()
}

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#334455' } })
}

function made(kind: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif', width: number, height: number): Promise<Buffer> {
  const image = photo(width, height)
  return (kind === 'avif' ? image.avif({ effort: 0 }) : image[kind]()).toBuffer()
}
