import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { follow } from '#modules/ties'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'

describe('statuses', () => {
  let ctx: TestContext
  let api: TestApi
  let who: Village

  before(async () => {
    ctx = await testContext()
    api = testApi(ctx)
    who = await village(ctx)
    await follow(ctx, who.jule, who.tomasz)
  })
  after(() => ctx.close())

  const say = async (personId: string, fields: object) => {
    const answer = await api.as(personId).post('/api/v1/statuses', fields)
    assert.equal(answer.status, 200, answer.text)
    return answer.body
  }

  it('are said with mentions, hashtags and links, and read as HTML', async () => {
    const status = await say(who.tomasz, { status: 'Hallo @noor, #Geige auf https://kith.example/a', language: 'de' })
    assert.match(status.content, /class="u-url mention">@<span>noor<\/span>/)
    assert.match(status.content, /tags\/geige" class="mention hashtag" rel="tag">#<span>Geige<\/span>/)
    assert.match(status.content, /href="https:\/\/kith.example\/a"/)
    assert.deepEqual(
      status.mentions.map((mention: { acct: string }) => mention.acct),
      ['noor'],
    )
    assert.equal(status.mentions[0].url, /href="([^"]+)" class="u-url mention"/.exec(status.content)?.[1])
    assert.deepEqual(
      status.tags.map((tag: { name: string }) => tag.name),
      ['geige'],
    )
    assert.equal(status.language, 'de')
  })

  it('keep HTML and scripts as the text they are, in every field', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const status = await say(who.tomasz, { status: evil, spoiler_text: evil })
    assert.doesNotMatch(status.content, /<script|<img/)
    assert.equal(status.spoiler_text, evil)
  })

  it('are refused when empty or too long, in the reader’s language', async () => {
    const german = { 'accept-language': 'de-DE,de;q=0.9' }
    const empty = await api.as(who.tomasz).post('/api/v1/statuses', { status: '  \n ' }, german)
    assert.deepEqual([empty.status, empty.body.error_code], [422, 'statuses.empty'])
    assert.match(empty.body.error, /Schreib etwas/)
    const long = await api.as(who.tomasz).post('/api/v1/statuses', { status: 'ä'.repeat(2001) })
    assert.deepEqual([long.status, long.body.error_code], [422, 'statuses.too_long'])
  })

  it('refuse ten megabytes, JSON cut short and wrong types with a clear answer', async () => {
    const huge = await api.as(who.tomasz).post('/api/v1/statuses', { status: 'x'.repeat(10_000_000) })
    assert.equal(huge.status, 413)
    const cut = await api
      .as(who.tomasz)
      .post('/api/v1/statuses', '{"status": "Hal', { 'content-type': 'application/json' })
    assert.deepEqual([cut.status, cut.body.error_code], [400, 'common.malformed'])
    const wrong = await api.as(who.tomasz).post('/api/v1/statuses', { status: { nested: true } })
    assert.deepEqual([wrong.status, wrong.body.error_code], [422, 'common.wrong_type'])
    const unknown = await api.as(who.tomasz).post('/api/v1/statuses', { status: 'x', in_reply_to_id: '99999' })
    assert.equal(unknown.status, 404)
  })

  it('lose control characters and unbalanced bidi controls', async () => {
    const status = await say(who.tomasz, { status: 'a\u0000b\u202Ec' })
    assert.equal(status.content, '<p>abc</p>')
  })

  it('are said once for one Idempotency-Key, even twice at once', async () => {
    const post = () =>
      api.as(who.tomasz).post('/api/v1/statuses', { status: 'nur einmal' }, { 'idempotency-key': 'k1' })
    const answers = await Promise.all([post(), post(), post(), post()])
    assert.deepEqual(new Set(answers.map((answer) => answer.body.id)).size, 1)
    const other = await api.as(who.noor).post('/api/v1/statuses', { status: 'auch' }, { 'idempotency-key': 'k1' })
    assert.notEqual(other.body.id, answers[0]!.body.id)
  })

  it('keep their history when edited, and their author alone reads the source', async () => {
    const { id } = await say(who.tomasz, { status: 'Erste Fassung' })
    const edited = await api.as(who.tomasz).put(`/api/v1/statuses/${id}`, { status: 'Zweite Fassung' })
    assert.equal(edited.body.content, '<p>Zweite Fassung</p>')
    assert.ok(edited.body.edited_at)
    const history = await api.as(who.jule).get(`/api/v1/statuses/${id}/history`)
    assert.deepEqual(
      history.body.map((version: { content: string }) => version.content),
      ['<p>Erste Fassung</p>', '<p>Zweite Fassung</p>'],
    )
    assert.equal((await api.as(who.tomasz).get(`/api/v1/statuses/${id}/source`)).body.text, 'Zweite Fassung')
    assert.equal((await api.as(who.jule).get(`/api/v1/statuses/${id}/source`)).status, 404)
    assert.equal((await api.as(who.jule).put(`/api/v1/statuses/${id}`, { status: 'Fremd' })).status, 404)
  })

  it('stay as they are, and tell nobody, when an edit changes nothing', async () => {
    const said = { status: 'Wie immer', spoiler_text: 'Nichts Neues', language: 'de' }
    const { id } = await say(who.tomasz, said)
    await api.as(who.paul).post(`/api/v1/statuses/${id}/reblog`)
    const same = await api.as(who.tomasz).put(`/api/v1/statuses/${id}`, said)
    assert.equal(same.body.edited_at, null)
    assert.equal((await api.as(who.jule).get(`/api/v1/statuses/${id}/history`)).body.length, 1)
    const told = () => api.as(who.paul).get('/api/v1/notifications?types[]=update')
    assert.deepEqual((await told()).body, [])
    for (const [field, value] of Object.entries({ status: 'Anders', spoiler_text: 'Neues', language: 'en' })) {
      Object.assign(said, { [field]: value })
      assert.ok((await api.as(who.tomasz).put(`/api/v1/statuses/${id}`, said)).body.edited_at)
    }
    assert.equal((await told()).body.length, 3)
  })

  it('are gone everywhere when deleted, and give their text back', async () => {
    const { id } = await say(who.tomasz, { status: 'Gleich weg' })
    assert.equal((await api.as(who.jule).delete(`/api/v1/statuses/${id}`)).status, 404)
    const gone = await api.as(who.tomasz).delete(`/api/v1/statuses/${id}`)
    assert.equal(gone.body.text, 'Gleich weg')
    assert.equal((await api.as(who.tomasz).get(`/api/v1/statuses/${id}`)).status, 404)
    const home = await api.as(who.jule).get('/api/v1/timelines/home')
    assert.ok(!home.body.some((status: { id: string }) => status.id === id))
  })

  it('stand in the homes of followers, once each, boosted or not', async () => {
    const { id } = await say(who.tomasz, { status: 'Im Feed' })
    await follow(ctx, who.jule, who.grete)
    await api.as(who.grete).post(`/api/v1/statuses/${id}/reblog`)
    const home = await api.as(who.jule).get('/api/v1/timelines/home')
    const shown = home.body.filter(
      (status: { id: string; reblog: { id: string } | null }) => status.id === id || status.reblog?.id === id,
    )
    assert.equal(shown.length, 1)
    const own = await api.as(who.grete).get('/api/v1/timelines/home')
    assert.equal(own.body[0].reblog.id, id)
  })

  it('are boosted once by each, and no more when the boost is taken back', async () => {
    const { id } = await say(who.tomasz, { status: 'Weitersagen' })
    const [one, two] = await Promise.all([1, 2].map(() => api.as(who.paul).post(`/api/v1/statuses/${id}/reblog`)))
    assert.equal(one!.body.id, two!.body.id)
    assert.equal(one!.body.reblog.reblogs_count, 1)
    const undone = await api.as(who.paul).post(`/api/v1/statuses/${id}/unreblog`)
    assert.deepEqual([undone.body.id, undone.body.reblogs_count, undone.body.reblogged], [id, 0, false])
  })

  it('take their boosts, and those out of the counts, with them when deleted', async () => {
    const { id } = await say(who.tomasz, { status: 'Kurz' })
    const count = async () => (await api.signedOut.get(`/api/v1/accounts/${who.aylin}`)).body.statuses_count
    const before = await count()
    await api.as(who.aylin).post(`/api/v1/statuses/${id}/reblog`)
    assert.equal(await count(), before + 1)
    await api.as(who.tomasz).delete(`/api/v1/statuses/${id}`)
    assert.equal(await count(), before)
  })

  it('cannot be boosted when they were not said to everybody', async () => {
    const { id } = await say(who.tomasz, { status: 'Nur für euch', visibility: 'private' })
    assert.equal((await api.as(who.jule).post(`/api/v1/statuses/${id}/reblog`)).status, 403)
    assert.equal((await api.as(who.noor).post(`/api/v1/statuses/${id}/reblog`)).status, 404)
  })

  it('are favourited and bookmarked without harm in doing it twice', async () => {
    const { id } = await say(who.tomasz, { status: 'Schön' })
    for (const verb of ['favourite', 'favourite', 'bookmark', 'bookmark'])
      await api.as(who.jule).post(`/api/v1/statuses/${id}/${verb}`)
    const status = (await api.as(who.jule).get(`/api/v1/statuses/${id}`)).body
    assert.deepEqual([status.favourites_count, status.favourited, status.bookmarked], [1, true, true])
    assert.deepEqual(
      (await api.as(who.jule).get('/api/v1/bookmarks')).body.map((one: { id: string }) => one.id),
      [id],
    )
    const glad = await api.as(who.tomasz).get(`/api/kith/v1/statuses/reactions?id[]=${id}`)
    assert.deepEqual(
      glad.body[id].accounts.map((one: { username: string }) => one.username),
      ['jule'],
    )
  })

  it('are answered: a comment reaches the author without being named, and stands in the thread', async () => {
    const { id } = await say(who.tomasz, { status: 'Wer kommt?' })
    const comment = await say(who.ferdinand, { status: 'Ich!', in_reply_to_id: id })
    const under = await say(who.aylin, { status: 'Ich auch!', in_reply_to_id: comment.id })
    assert.deepEqual(
      comment.mentions.map((mention: { username: string }) => mention.username),
      ['tomasz'],
    )
    const told = await api.as(who.tomasz).get('/api/v1/notifications?types[]=mention')
    assert.ok(told.body.some((notice: { status: { id: string } }) => notice.status.id === comment.id))
    const context = (await api.as(who.jule).get(`/api/v1/statuses/${comment.id}/context`)).body
    assert.deepEqual(
      context.ancestors.map((one: { id: string }) => one.id),
      [id],
    )
    assert.deepEqual(
      context.descendants.map((one: { id: string }) => one.id),
      [under.id],
    )
    assert.equal((await api.signedOut.get(`/api/v1/statuses/${id}`)).body.replies_count, 1)
    const newest = await api.as(who.jule).get(`/api/kith/v1/statuses/comments?id[]=${id}`)
    assert.deepEqual(
      newest.body[id].map((one: { id: string }) => one.id),
      [comment.id, under.id],
    )
  })

  it('make a conversation when only those mentioned may see them, which anybody can leave', async () => {
    const first = await say(who.katharina, { status: '@jule @noor ihr zwei!', visibility: 'direct' })
    const answer = await say(who.jule, { status: 'Hallo!', in_reply_to_id: first.id, visibility: 'direct' })
    assert.deepEqual(answer.mentions.map((mention: { username: string }) => mention.username).sort(), [
      'katharina',
      'noor',
    ])
    const mine = (await api.as(who.noor).get('/api/v1/conversations')).body
    assert.equal(mine[0].last_status.id, answer.id)
    assert.deepEqual(mine[0].accounts.map((one: { username: string }) => one.username).sort(), ['jule', 'katharina'])
    const [conversation] = (await api.as(who.katharina).get('/api/v1/conversations')).body
    assert.equal((await api.as(who.katharina).post(`/api/kith/v1/conversations/${conversation.id}/leave`)).status, 204)
    const later = await say(who.noor, { status: 'Nur noch wir', in_reply_to_id: answer.id, visibility: 'direct' })
    assert.deepEqual(
      later.mentions.map((mention: { username: string }) => mention.username),
      ['jule'],
    )
    assert.deepEqual((await api.as(who.katharina).get('/api/v1/conversations')).body, [])
    assert.equal((await api.as(who.katharina).get(`/api/v1/statuses/${later.id}`)).status, 404)
  })

  it('that name somebody in a conversation are a word aside', async () => {
    const first = await say(who.katharina, { status: '@jule @noor noch einmal', visibility: 'direct' })
    const aside = await say(who.jule, { status: '@noor unter uns', in_reply_to_id: first.id, visibility: 'direct' })
    assert.equal((await api.as(who.katharina).get(`/api/v1/statuses/${aside.id}`)).status, 404)
    assert.equal((await api.as(who.noor).get(`/api/v1/statuses/${aside.id}`)).status, 200)
  })

  it('are found by their words, German and English, with their endings', async () => {
    const { id } = await say(who.tomasz, { status: 'Drei Geigen repariert, zwei Bögen bezogen.', language: 'de' })
    const found = await api.as(who.jule).get(`/api/v2/search?type=statuses&q=${encodeURIComponent('Geige Bogen')}`)
    assert.ok(found.body.statuses.some((one: { id: string }) => one.id === id))
    assert.deepEqual(
      (await api.as(who.jule).get('/api/v2/search?q=geig&type=hashtags')).body.hashtags.map(
        (tag: { name: string }) => tag.name,
      ),
      ['geige'],
    )
  })

  it('page by id without repeating or losing one while new ones arrive', async () => {
    for (let i = 0; i < 7; i++) await say(who.paul, { status: `Nummer ${i}` })
    const first = await api.as(who.paul).get('/api/v1/timelines/home?limit=3')
    await say(who.paul, { status: 'dazwischen' })
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')![1]!
    const second = await api.as(who.paul).get(next.replace(ctx.config.origin, ''))
    const seen = [...first.body, ...second.body].map((status: { content: string }) => status.content)
    assert.deepEqual(
      seen,
      [6, 5, 4, 3, 2, 1].map((i) => `<p>Nummer ${i}</p>`),
    )
    const prev = /<([^>]+)>; rel="prev"/.exec(second.headers.get('link') ?? '')![1]!
    const back = await api.as(who.paul).get(prev.replace(ctx.config.origin, ''))
    assert.deepEqual(
      back.body.map((status: { id: string }) => status.id),
      first.body.map((status: { id: string }) => status.id),
    )
  })
})
