import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './network.ts'

test('an IPv4 address counts by itself, also when it comes as IPv6', () => {
  assert.equal(networkOf('192.0.2.7'), '192.0.2.7')
  assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7')
})

test('an IPv6 address counts by its /64, however it is shortened', () => {
  const network = networkOf('2001:db8:0:1:aaaa:bbbb:cccc:dddd')
  assert.equal(network, '2001:db8:0:1::/64')
  assert.equal(networkOf('2001:db8:0:1::1'), network)
  assert.equal(networkOf('2001:DB8::1:0:0:0:2'), network)
  assert.equal(networkOf('2001:db8::1'), networkOf('2001:db8::2'))
  assert.notEqual(networkOf('2001:db8:0:2::1'), network)
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64')
})

test('what is no address is left as it is', () => {
  assert.equal(networkOf(''), '')
})
