// Kinds that take secrets. A build for tests has one: COUNTERSIGN_COMMAND_FOR_TESTS.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from './command.mjs'

const testKinds = true
const all = (await run(['kinds'], { testKinds })).stdout.trimEnd().split('\n')
const kind = all.find((name) => /^(test\.secret|password\.entry)$/.test(name))
const skip = kind === undefined && 'this build has no kind that takes a secret'
const password = 'correct horse battery'

test('a secret among the arguments is refused, without saying it', { skip }, async () => {
  const answer = await run(['check', kind, password], { testKinds })
  assert.equal(answer.status, 2)
  assert.equal(answer.stdout, '')
  assert.match(answer.stderr, /standard input/)
  assert.doesNotMatch(answer.stderr, /horse/)
})

test('a secret is taken from standard input, and never said', { skip }, async () => {
  for (const args of [[], ['-'], ['--explain']]) {
    const answer = await run(['check', kind, ...args], { testKinds, input: `${password}\r\n` })
    assert.notEqual(answer.status, 2)
    assert.notEqual(answer.stdout, '')
    assert.doesNotMatch(answer.stdout + answer.stderr, /horse/)
  }
})

test('the line end is not part of a secret', { skip: kind !== 'test.secret' && 'needs test.secret' }, async () => {
  for (const end of ['', '\n', '\r\n']) {
    const { stdout } = await run(['check', kind], { testKinds, input: password + end })
    assert.equal(JSON.parse(stdout).details.bytes, password.length)
  }
})
