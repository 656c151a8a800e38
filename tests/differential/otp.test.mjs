// The codes of otp.app beside those of otpauth. COUNTERSIGN_LONG=1: 100,000 keys.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOTP, Secret, TOTP, URI } from 'otpauth'
import { Random } from '../equality/addresses.mjs'
import { packageEntry } from '../equality/hosts.mjs'

const { load } = await import(packageEntry)
const long = process.env.COUNTERSIGN_LONG === '1'
const count = long ? 100_000 : 5_000
const random = new Random(long ? Date.now() % 0x1_0000_0000 : 6238)
const ascii = new TextDecoder()


/** A key as people and sites write it. */
function spelled(secret) {
  const text = random.below(2) === 0 ? secret.base32 : secret.base32.toLowerCase()
  return random.below(2) === 0 ? text : text.replace(/.{4}/g, '$& ')
}

function question() {
  const secret = new Secret({ buffer: new Uint8Array(random.bytes(10 + random.below(90))).buffer })
  const settings = {
    secret,
    algorithm: random.pick(['SHA1', 'SHA256', 'SHA512']),
    digits: 6 + random.below(3),
  }
  return random.below(2) === 0
    ? { peer: new TOTP({ ...settings, period: 1 + random.below(90) }), wall: random.below(2 ** 32) * 1000 + random.below(1000) }
    : { peer: new HOTP({ ...settings, counter: random.below(2 ** 32) * 2 ** random.below(20) }), wall: 0 }
}

test(`${count} keys give the codes that otpauth gives, alone and in its links`, async () => {
  const countersign = await load({ languages: [] })
  for (let i = 0; i < count; i++) {
    const { peer, wall } = question()
    const { algorithm, digits, period, counter, secret } = peer
    const type = peer instanceof TOTP ? 'totp' : 'hotp'
    const link = random.below(2) === 0
    const subject = link ? {} : { type, algorithm, digits, period: period ?? null, counter: counter ?? null }
    const text = link ? peer.toString() : spelled(secret)
    const check = countersign.prepare('otp.app', subject)
    check.tell({ generate: {} })
    const { details } = check.run(text, { now: { wall } })
    const code = ascii.decode(check.take(details.code))
    const expected = type === 'totp' ? peer.generate({ timestamp: wall }) : peer.generate()
    assert.equal(code, expected, `${text} ${JSON.stringify(subject)} at ${wall}`)
    check.release()
  }
})

test('a window takes what otpauth takes, with the same drift', async () => {
  const countersign = await load({ languages: [] })
  let taken = 0
  for (let i = 0; i < count / 10; i++) {
    const { peer, wall } = question()
    const window = random.below(4)
    const by = random.below(9) - 4
    const isTotp = peer instanceof TOTP
    if (!isTotp && peer.counter < 4) continue
    const at = wall + by * 1000 * (peer.period ?? 0)
    if (at < 0) continue
    const token = isTotp ? peer.generate({ timestamp: at }) : peer.generate({ counter: peer.counter + by })
    const check = countersign.prepare('otp.app', {})
    check.tell({ verify: { window } })
    const { details } = check.run(peer.toString(), { copied: token, now: { wall } })
    const delta = isTotp ? peer.validate({ token, window, timestamp: wall }) : peer.validate({ token, window })
    // otpauth looks behind for counted codes, too: RFC 4226, section 7.4, does not.
    assert.equal(details.drift, isTotp || delta >= 0 ? delta : null, `${peer} ${token} at ${wall}`)
    if (delta !== null) taken++
    check.release()
  }
  assert.ok(taken > count / 40)
})

test('a spoiled link that both take gives the same code, and what otpauth alone takes has its reason', async () => {
  const countersign = await load({ languages: [] })
  const check = countersign.prepare('otp.app', {})
  check.tell({ generate: {} })
  const good = new TOTP({ issuer: 'ACME', label: 'alice', secret: new Secret({ size: 20 }) }).toString()
  let both = 0
  for (let i = 0; i < count; i++) {
    const at = random.below(good.length)
    const character = random.pick([...'%&=?#:/019aZ ~'])
    const text = random.pick([
      good.slice(0, at) + good.slice(at + 1),
      good.slice(0, at) + character + good.slice(at),
      good.slice(0, at) + character + good.slice(at + 1),
    ])
    let peer
    try {
      peer = URI.parse(text)
    } catch {
      continue // its one regular expression wants more than RFC 3986 does
    }
    const { outcome, findings, details } = check.run(text, { now: { wall: 1e12 } })
    if (outcome === 'accept' || outcome === 'caution') {
      both++
      assert.equal(ascii.decode(check.take(details.code)), peer.generate({ timestamp: 1e12 }), text)
    } else {
      // It takes any number of digits, any length of a step, the last of two values, a fragment as a part of the rest, and
      // the last question mark as the beginning of the query.
      const known = ['otp.bad-digits', 'otp.bad-period', 'otp.setting-twice']
      assert.ok(known.includes(findings[0].reason) || /#|\?.*\?/.test(text), `${findings[0].reason}: ${text}`)
    }
  }
  assert.ok(both > count / 10)
})
