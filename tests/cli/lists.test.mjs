import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { bitcoin, good, run } from './command.mjs'

const words = (language) => readFileSync(new URL(`../../core/words/${language}.json`, import.meta.url), 'utf8')
const kinds = async () => (await run(['kinds'])).stdout.trimEnd().split('\n')

test('kinds are listed one a line, without those made for tests', async () => {
  const listed = await kinds()
  assert.ok(listed.includes('deposit.address'))
  for (const kind of listed) {
    assert.match(kind, /^[a-z]+\.[a-z]+(-[a-z]+)*$/)
    assert.doesNotMatch(kind, /^test\./)
  }
})

test('version says name and version', async () => {
  assert.deepEqual(await run(['version']), { status: 0, signal: null, stdout: 'countersign 0.1.0\n', stderr: '' })
})

test('words are printed exactly as in the source', async () => {
  for (const language of ['en', 'zh-Hans']) assert.equal((await run(['words', language])).stdout, words(language))
})

test('a schema is JSON, indented by two spaces, equal each time', async () => {
  for (const kind of await kinds()) {
    const { status, stdout } = await run(['schema', kind])
    assert.equal(status, 0)
    const schema = JSON.parse(stdout)
    assert.equal(stdout, `${JSON.stringify(schema, null, 2)}\n`)
    assert.equal((await run(['schema', kind])).stdout, stdout)
    assert.deepEqual(Object.keys(schema), ['$schema', '$id', 'title', 'type', 'properties', 'required', 'additionalProperties'])
    assert.equal(schema.$id, `countersign:${kind}`)
    assert.deepEqual(schema.required, ['subject', 'details'])
  }
})

test('every object of a schema is closed, and only a subject may leave something out', async () => {
  for (const kind of await kinds()) {
    const { subject, details } = JSON.parse((await run(['schema', kind])).stdout).properties
    const walk = (part, whole) => {
      if (part.properties) {
        assert.equal(part.additionalProperties, false)
        const names = Object.entries(part.properties)
        const due = whole ? names : names.filter(([, member]) => !member.anyOf && member.type !== 'array')
        assert.deepEqual(part.required, due.map(([name]) => name))
        for (const [, member] of names) walk(member, whole)
      }
      if (part.type === 'array') assert.ok(part.maxItems > 0)
      if (part.type === 'integer') assert.ok(part.minimum < part.maximum)
      for (const inner of [...(part.anyOf ?? []), ...(part.items ? [part.items] : [])]) walk(inner, whole)
    }
    walk(subject, false)
    walk(details, true)
  }
})

test('details have the members of their schema, in its order', async () => {
  const { details } = JSON.parse((await run(['check', 'deposit.address', '--subject', bitcoin, good])).stdout)
  const schema = JSON.parse((await run(['schema', 'deposit.address'])).stdout).properties
  assert.deepEqual(Object.keys(details), schema.details.required)
  assert.deepEqual(Object.keys(details.memo), schema.details.properties.memo.required)
  assert.deepEqual(schema.details.properties.memo.properties.rule, { enum: ['required', 'optional', 'none'] })
  assert.deepEqual(schema.subject.required, ['coin'])
  assert.deepEqual(schema.subject.properties.network, { anyOf: [{ type: 'string' }, { type: 'null' }] })
})

test('there is help for every command, in lines that fit a terminal', async () => {
  const overview = (await run(['help'])).stdout
  assert.deepEqual((await run(['--help'])).stdout, overview)
  assert.deepEqual((await run(['-h'])).stdout, overview)
  const commands = [...overview.matchAll(/^ {2}([a-z-]+)(?: [A-Z:]+)? {2,}/gm)].map((match) => match[1])
  assert.deepEqual(commands, ['check', 'kinds', 'schema', 'words', 'sign', 'open-ticket', 'probe', 'version', 'help'])
  for (const command of commands) {
    const page = await run(['help', command])
    assert.equal(page.status, 0)
    assert.match(page.stdout, new RegExp(`^usage: countersign ${command}\\b`))
    if (command !== 'help') assert.deepEqual(await run([command, '--help']), page)
    for (const line of page.stdout.split('\n')) assert.ok(line.length <= 80, line)
  }
})

test('the example in the help works', async () => {
  const overview = (await run(['help'])).stdout
  assert.ok(overview.includes(`--subject '${bitcoin}' --explain`) && overview.includes(good))
  assert.equal((await run(['check', 'deposit.address', '--subject', bitcoin, '--explain', good])).status, 0)
})
