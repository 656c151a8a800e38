// Kinds that take secrets, and the one that is made for tests: COUNTERSIGN_COMMAND_FOR_TESTS has it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from './command.mjs'

const testKinds = true
const kinds = ['password.entry', 'test.secret']
const password = 'correct horse battery'

for (const kind of kinds) {
  test(`a secret among the arguments is refused, without saying it: ${kind}`, async () => {
    const answer = await run(['check', kind, password], { testKinds })
    assert.equal(answer.status, 2)
    assert.equal(answer.stdout, '')
    assert.match(answer.stderr, /standard input/)
    assert.doesNotMatch(answer.stderr, /horse/)
  })

  test(`a secret is taken from standard input, and never said: ${kind}`, async () => {
    for (const args of [[], ['-'], ['--explain']]) {
      const answer = await run(['check', kind, ...args], { testKinds, input: `${password}\r\n` })
      assert.notEqual(answer.status, 2)
      assert.notEqual(answer.stdout, '')
      assert.doesNotMatch(answer.stdout + answer.stderr, /horse/)
    }
  })
}

test('the line end is not part of a secret', async () => {
  for (const end of ['', '\n', '\r\n']) {
    const { stdout } = await run(['check', 'test.secret'], { testKinds, input: password + end })
    assert.equal(JSON.parse(stdout).details.bytes, password.length)
  }
})
