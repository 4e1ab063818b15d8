import { asker, createRouter, oneOf, readBody, type App } from '#platform/http'

const CLASSES = ['not_following', 'not_followers', 'new_accounts', 'private_mentions', 'limited_accounts', 'bots']
const NONE_WAITING = { pending_requests_count: 0, pending_notifications_count: 0 }

/** Nothing is filtered: everything is accepted, and no requests wait. Another policy is refused, not ignored. */
export function notificationPolicyDoor(): App {
  const app = createRouter()
  const policy = { ...Object.fromEntries(CLASSES.map((one) => [`for_${one}`, 'accept'])), summary: NONE_WAITING }
  const older = {
    ...Object.fromEntries(CLASSES.slice(0, 4).map((one) => [`filter_${one}`, false])),
    summary: NONE_WAITING,
  }

  for (const [path, answer, prefix, only] of [
    ['/api/v2/notifications/policy', policy, 'for_', ['accept']],
    ['/api/v1/notifications/policy', older, 'filter_', ['false', '0', 'off']],
  ] as const) {
    app.get(path, (c) => {
      asker(c, 'read:notifications')
      return c.json(answer)
    })
    app.on(['PATCH', 'PUT'], path, async (c) => {
      asker(c, 'write:notifications')
      const body = await readBody(c)
      for (const one of CLASSES) oneOf(body, `${prefix}${one}`, only)
      return c.json(answer)
    })
  }

  app.get('/api/v1/notifications/requests', (c) => {
    asker(c, 'read:notifications')
    return c.json([])
  })
  app.get('/api/v1/notifications/requests/merged', (c) => {
    asker(c, 'read:notifications')
    return c.json({ merged: true })
  })
  for (const verb of ['accept', 'dismiss'])
    app.post(`/api/v1/notifications/requests/${verb}`, (c) => {
      asker(c, 'write:notifications')
      return c.json({})
    })

  return app
}
