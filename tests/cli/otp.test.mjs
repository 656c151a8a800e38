// The command and one-time codes: keys come on standard input, and no code comes out; and what to try when none comes.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from './command.mjs'

const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' // RFC 6238, appendix B
const link = `otpauth://totp/ACME:alice?secret=${key}&issuer=ACME&digits=8`
const now = ['--now', '2005-03-18T01:58:31Z'] // 1111111111 s

test('a key is judged from standard input, and refused among the arguments', async () => {
  const good = await run(['check', 'otp.app', ...now], { input: `${link}\n` })
  assert.equal(good.status, 0)
  const { outcome, details } = JSON.parse(good.stdout)
  assert.equal(outcome, 'accept')
  assert.deepEqual([details.issuer, details.account, details.digits, details.secondsLeft], ['ACME', 'alice', 8, 29])
  assert.doesNotMatch(good.stdout, /GEZD/)
  const bad = await run(['check', 'otp.app', key])
  assert.equal(bad.status, 2)
  assert.match(bad.stderr, /standard input/)
  assert.doesNotMatch(bad.stderr, /GEZD/)
  const short = await run(['check', 'otp.app', '--explain', '--lang', 'zh-Hans'], { input: 'GEZD GNBV GY3T QOJQ' })
  assert.equal(short.status, 3)
  assert.match(short.stdout, /128/)
  assert.equal((await run(['check', 'otp.app'], { input: 'GEZD0' })).status, 1)
  assert.equal((await run(['check', 'otp.app'], { input: 'GEZD' })).status, 4)
})

test('a code is compared in test lines, and a code that is made comes out nowhere', async () => {
  const line = (copied, ...events) =>
    JSON.stringify({ subject: {}, text: link, copied, now: '2005-03-18T01:58:31Z', events: events.map((tell) => ({ tell })) })
  const input = [
    line('14050471', { verify: {} }),
    line('07081804', { verify: {} }),
    line('07081804', { verify: { window: 0 } }),
    line(undefined, { generate: {} }),
    line(undefined, { generate: {}, verify: {} }),
  ].join('\n')
  const { status, stdout } = await run(['check', 'otp.app', '--jsonl'], { input })
  assert.equal(status, 2)
  assert.doesNotMatch(stdout, /14050471|07081804|GEZD/)
  const [right, before, outside, made, wrong] = stdout.trimEnd().split('\n').map((text) => JSON.parse(text))
  assert.deepEqual([right.outcome, right.details.drift], ['accept', 0])
  assert.deepEqual([before.outcome, before.details.drift], ['accept', -1])
  assert.equal(before.findings[0].reason, 'otp.clock-drift')
  assert.deepEqual([outside.outcome, outside.details.drift], ['reject', null])
  assert.deepEqual(made.details.code, { offset: 0, length: 8 })
  assert.match(wrong.error, /^tell: must have exactly one member/)
})

test('what to try when no code comes needs no text, takes senders from the policy, and says it in both languages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-otp-'))
  try {
    const policy = join(folder, 'policy.json')
    writeFileSync(policy, JSON.stringify({ version: 1, senderIds: ['ACME', '10690001'] }))
    const subject = JSON.stringify({ channel: 'sms', sends: 2, destination: '+8613800138000', otherChannels: ['email'] })
    const args = ['check', 'otp.delivery', '--subject', subject, '--unsigned', policy, '--now', '0']
    const { status, stdout } = await run(args)
    assert.equal(status, 0)
    assert.doesNotMatch(stdout, /13800/)
    const { findings, details } = JSON.parse(stdout)
    assert.deepEqual(findings[0], { reason: 'otp.try-blocklist-of', grade: 'info', params: { senders: 'ACME, 10690001' } })
    assert.equal(details.steps.length, findings.length)
    assert.equal(details.ticket.destination, '***00')
    const english = (await run([...args, '--explain'])).stdout.split('\n')
    assert.equal(english[0], 'What to try, in this order')
    assert.match(english[1], /^- .*ACME, 10690001\.$/)
    assert.match((await run([...args, '--explain', '--lang', 'zh-Hans'])).stdout, /ACME, 10690001/)
    const text = await run([...args, 'text'])
    assert.equal(text.status, 2)
    assert.match(text.stderr, /takes no text/)
    const leaky = await run(['check', 'otp.delivery', '--subject', '{"channel":"sms","errorCodes":["482910"]}'])
    assert.equal(leaky.status, 2)
    assert.match(leaky.stderr, /subject\.errorCodes/)
    assert.equal((await run(['check', 'otp.delivery', '--subject', '{"channel":"sms","sends":0}'])).status, 4)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
