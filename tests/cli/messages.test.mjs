// otp.message on the corpus of tests/messages: no wrong code, and nearly every code found.
import assert from 'node:assert/strict'
import test from 'node:test'

import { corpus, languages, scripts } from '../messages/corpus.mjs'
import { run } from './command.mjs'

const count = process.env.COUNTERSIGN_LONG ? 200_000 : 6_600

test('in 22 languages and 7 scripts of digits no code is wrong, and at least 98 of 100 are found', async () => {
  const messages = corpus(count)
  const lines = messages.map(({ length, text }) => JSON.stringify({ subject: { length }, text })).join('\n')
  const { stdout } = await run(['check', 'otp.message', '--jsonl'], { input: lines })
  const answers = stdout.trimEnd().split('\n').map((line) => JSON.parse(line))
  assert.equal(answers.length, messages.length)
  let due = 0
  let found = 0
  const missed = []
  messages.forEach((message, i) => {
    const code = answers[i].details.code
    if (message.code) due++
    if (code !== null) {
      assert.deepEqual(code, message.code, `${message.text}: ${lines[i]}`)
      found++
    } else if (message.code) missed.push(`${message.length}: ${message.text}`)
  })
  console.log(`# figure: codes found: ${found} of ${due} in ${messages.length} messages, none wrong`)
  assert.ok(found >= 0.98 * due, `${found} of ${due}; among the missed:\n${missed.slice(0, 20).join('\n')}`)
  const seen = new Set(messages.filter(({ code }) => code).map(({ script }) => script))
  assert.deepEqual([...seen].sort(), [...scripts].sort())
  assert.equal(new Set(messages.map(({ language }) => language)).size, languages.length)
})
