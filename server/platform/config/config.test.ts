import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, listSettings, loadConfig } from '#platform/config'

test('without any setting Kith has what it needs', () => {
  const config = loadConfig({})
  assert.equal(config.origin, 'http://localhost:3000')
  assert.equal(config.domain, 'localhost:3000')
  assert.deepEqual([config.host, config.port, config.registrations], ['127.0.0.1', 3000, 'invite'])
  assert.deepEqual([config.rateLimits, config.privateNetwork, config.emailConfirmation], [true, false, false])
})

test('a wrong setting is told in one line that names it', () => {
  const wrong: Record<string, string> = {
    KITH_PORT: '70000',
    KITH_ORIGIN: 'kith.example',
    KITH_REGISTRATIONS: 'maybe',
    KITH_RATE_LIMITS: 'yes',
    KITH_ROLE: 'web',
    KITH_LOG: 'loud',
    DATABASE_URL: 'mysql://x',
    SMTP_URL: 'mail.example',
  }
  for (const [name, value] of Object.entries(wrong))
    assert.throws(
      () => loadConfig({ [name]: value }),
      (error) => error instanceof ConfigError && error.message.startsWith(name) && !error.message.includes('\n'),
      name,
    )
  for (const path of ['/x', '/?x=1', '/#x'])
    assert.throws(() => loadConfig({ KITH_ORIGIN: `https://kith.example${path}` }), ConfigError)
})

test('the settings are listed as they stand, without their passwords', () => {
  const list = listSettings({
    DATABASE_URL: 'postgres://kith:secret@db.example/kith',
    KITH_PORT: ' 4000 ',
    SMTP_URL: '',
  })
  const settings = Object.fromEntries(list.map(({ name, value, own }) => [name, [value, own]]))
  assert.deepEqual(settings.DATABASE_URL, ['postgres://kith:…@db.example/kith', true])
  assert.deepEqual(settings.KITH_PORT, ['4000', true])
  assert.deepEqual(settings.SMTP_URL, ['', false])
  assert.deepEqual(settings.KITH_REGISTRATIONS, ['invite', false])
})
