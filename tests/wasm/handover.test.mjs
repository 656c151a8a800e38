// R45: a session that began in a page goes on natively, and back, from details.state alone: the same answers, byte for byte.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { load } from '../../wasm/dist/index.js'
import { nativeCommand } from '../equality/hosts.mjs'

const subject = {
  session: 'sign-in',
  length: 6,
  resend: { rule: 'ladder', seconds: [30, 60, 120], cap: 3, windowSeconds: 3600 },
  fallbacks: ['voice', 'ticket'],
  destination: '+8613800138042',
}
const begin = Date.parse('2026-06-15T12:00:00Z')

function natively(state, events, wall) {
  const line = { subject: { ...subject, state }, text: '', now: { wall, steady: 5 }, events }
  const run = spawnSync(nativeCommand, ['check', 'otp.session', '--jsonl', '--now', '0'], { input: JSON.stringify(line), encoding: 'utf8' })
  assert.equal(run.status, 0, run.stderr)
  return run.stdout.trimEnd()
}

test('R45: a session goes from a page to a native program and back, byte for byte', async () => {
  const countersign = await load({ languages: [] })
  let state
  for (let i = 0; i < 3; i++) {
    const wall = begin + i * 200_000
    const acknowledged = { index: i, date: new Date(wall).toUTCString(), sendsLeft: 2 - i, expiresAt: new Date(wall + 300_000).toISOString() }
    const events = [{ sent: { index: i } }, { acknowledged }, ...(i === 1 ? [{ verified: { ok: false, attemptsLeft: 2 } }] : [])].map(
      (tell) => ({ tell, now: { wall, steady: 5 } }),
    )
    // The same is told here and there, from the same state.
    const check = countersign.prepare('otp.session', { ...subject, state })
    for (const { tell, now } of events) check.tell(tell, now)
    const here = check.run('', { now: { wall, steady: 5 } }).json
    const there = natively(state, events, wall)
    assert.equal(there, here)
    // What was saved there is taken up here a little later, on another monotonic clock, and the other way round.
    state = JSON.parse(i % 2 ? here : there).details.state
    const later = countersign.prepare('otp.session', { ...subject, state }).run('', { now: { wall: wall + 7000, steady: 5 } })
    assert.equal(natively(state, [], wall + 7000), later.json)
    assert.equal(later.details.nextIndex, i + 1)
    assert.equal(later.details.secondsLeft, i < 2 ? [30, 60][i] - 7 : 3600 - 407)
    assert.equal(JSON.stringify(later.details.state).includes('8042'), false)
  }
})
