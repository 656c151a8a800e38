// Plays tests/door/abuses.json on the module; tests/door/abuse_test.cpp plays it natively and says what the words of a
// call mean. The answers must be the same.
import assert from 'node:assert/strict'
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import test from 'node:test'

import { folder, readStatuses, start } from './module.mjs'

const { rows } = JSON.parse(await readFile(new URL('../door/abuses.json', import.meta.url), 'utf8'))
const statuses = await readStatuses()
const address = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const eventSize = 148

function signingKey(seedByte) {
  // RFC 8410: an Ed25519 private key is this header and the seed.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seedByte)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

function publicBytes(key) {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
}

function envelope(type, key, payload, seedByte) {
  const signed = Buffer.concat([Buffer.from(`countersign.${type}.v1\0`), payload])
  return Buffer.from(
    JSON.stringify({
      payload: payload.toString('base64url'),
      key,
      signature: sign(null, signed, signingKey(seedByte)).toString('base64url'),
    }),
  )
}

function table(name, version, data, damaged) {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(data.length)
  const field = (text, size) => Buffer.concat([Buffer.from(text), Buffer.alloc(size)], size)
  const bytes = Buffer.concat([
    Buffer.from('CSTB\x01\0\0\0', 'latin1'),
    field(name, 32),
    field(version, 24),
    createHash('sha256').update(data).digest(),
    numbers,
    data,
  ])
  if (damaged) bytes[bytes.length - 1] ^= 1
  return bytes
}

/** Splits off `count` parts; the last one keeps the rest. */
function cut(text, by, count) {
  const parts = text.split(by)
  return [...parts.slice(0, count), parts.slice(count).join(by)]
}

function spelled(word) {
  const [form, rest] = cut(word, ':', 1)
  if (form === 'text') return Buffer.from(rest)
  if (form === 'hex') return Buffer.from(rest, 'hex')
  if (form === 'times' || form === 'list' || form === 'nest') {
    const [times, pattern] = cut(rest, ':', 1)
    const count = Number(times)
    if (form === 'times') return Buffer.from(pattern.repeat(count))
    const [before, open, inside, close, after] = cut(pattern, '|', form === 'list' ? 2 : 4)
    if (form === 'list') return Buffer.from(before + Array(count).fill(open).join(',') + inside)
    return Buffer.from(before + open.repeat(count) + inside + close.repeat(count) + after)
  }
  const [first, second, last] = cut(rest, ':', 2)
  const payload = Buffer.from(last)
  switch (form) {
    case 'signed':
      return envelope(first, second, payload, 1)
    case 'forged':
      return envelope(first, second, payload, 2)
    case 'table':
    case 'damaged':
      return table(first, second, payload, form === 'damaged')
    case 'signed-table':
    case 'signed-damaged':
      return envelope('table', 'test', table(first, second, payload, form === 'signed-damaged'), 1)
  }
  throw new Error(`no such bytes: ${form}`)
}

// What each function takes, in its order: handle, bytes (pointer and length), seed, number, moment, event, room, out.
const shapes = {
  context_create: 'seed out',
  trust: 'handle bytes bytes',
  load_policy: 'handle bytes number',
  load_unsigned_policy: 'handle bytes',
  load_table: 'handle bytes',
  message: 'handle out',
  prepare: 'handle bytes bytes out',
  input: 'handle number number out',
  run: 'handle number number number number',
  run_lines: 'handle number number number room',
  view: 'handle',
  observe: 'handle event number number',
  tell: 'handle bytes number number',
  move: 'handle number number handle',
  verdict: 'handle out out',
  explain: 'handle bytes out out',
  seal: 'handle bytes bytes out out',
  wipe: 'handle',
  release: 'handle',
  lines: 'handle bytes bytes number number out out',
  moment: 'bytes out',
  open: 'handle bytes bytes out out',
  kinds: 'out',
}

class Place {
  constructor(instance) {
    this.core = instance
    const context = instance.context()
    const elsewhere = instance.context()
    this.handles = { null: 0, context, elsewhere }
    const key = publicBytes(signingKey(1))
    const keyAt = instance.put(key)
    const nameAt = instance.put(Buffer.from('test'))
    assert.equal(instance.door.countersign_trust(context, nameAt, 4, keyAt, 32), 0)
    instance.door.free(keyAt)
    instance.door.free(nameAt)
    this.handles.check = instance.prepare(context, 'deposit.address', '{"coin":"BTC"}')
    this.handles.secret = instance.prepare(context, 'test.secret', '{}')
    this.handles.foreign = instance.prepare(elsewhere, 'deposit.address', '{"coin":"BTC"}')
  }

  end() {
    this.core.door.countersign_context_destroy(this.handles.context)
    this.core.door.countersign_context_destroy(this.handles.elsewhere)
  }

  play([name, ...given]) {
    if (name === 'type') {
      const [check, slot, text] = given
      return this.core.type(this.handles[check], Number(slot), spelled(text))
    }
    const placed = []
    const put = (bytes) => placed[placed.push(this.core.put(bytes)) - 1]
    const outs = []
    const shape = shapes[name].split(' ')
    assert.equal(shape.length, given.length, `words for ${name}`)
    const values = shape.flatMap((kind, i) => {
      const word = given[i]
      switch (kind) {
        case 'handle':
          assert.ok(word in this.handles, word)
          return [this.handles[word]]
        case 'seed':
          return [0]
        case 'number':
          return [Number(word)]
        case 'out':
          if (word === 'null') return [0]
          outs.push(this.core.out + 4 * outs.length)
          return [outs.at(-1)]
        case 'event': {
          if (word === 'null') return [0]
          const event = Buffer.alloc(eventSize, 'x')
          event.writeUInt32LE(word === 'event' ? eventSize : Number(word.slice(6)))
          return [put(event)]
        }
        case 'room': {
          const [form, size] = word.split(':')
          return [form === 'null' ? 0 : put(Buffer.alloc(Number(size))), Number(size)]
        }
        case 'bytes': {
          if (word.startsWith('null:')) return [0, Number(word.slice(5))]
          const bytes = spelled(word)
          return [put(bytes), bytes.length]
        }
      }
    })
    let result = this.core.door[`countersign_${name}`](...values)
    if (name === 'message' || name === 'kinds') {
      this.output = this.core.text(result, values.at(-1) === 0 ? 0 : this.core.word(0))
      result = 0
    } else if (name === 'view') {
      result = result === 0 ? 0 : 1
    } else if (name === 'context_create' && result === 0) {
      this.core.door.countersign_context_destroy(this.core.word(0))
    } else if (result >= 0 && outs.length === 2) {
      this.output = this.core.answer()
    }
    for (const at of placed) this.core.door.free(at)
    return result
  }

  goodRun() {
    const { core } = this
    const check = core.prepare(this.handles.context, 'deposit.address', '{"coin":"BTC"}')
    core.type(check, 0, Buffer.from(address), 40)
    const outcome = core.door.countersign_run(check, address.length, 0, 0, 0)
    assert.equal(core.door.countersign_release(check), 0)
    return outcome
  }
}

test('every wrong call of abuses.json is answered as the table says, and the next call works', async () => {
  const core = await start()
  assert.ok(rows.length >= 300)
  for (const row of rows) {
    if (row.only !== undefined && row.only !== 'wasm') continue
    const place = new Place(core)
    for (const before of row.given ?? []) assert.ok(place.play(before) >= 0, `${row.name}: ${before[0]}`)
    const result = place.play(row.call)
    const message = core.message(place.handles.context)
    if (row.status === 'fine') assert.ok(result >= 0, `${row.name}: ${result} ${message}`)
    else assert.equal(result, statuses.get(row.status), row.name)
    if (row.message !== undefined) assert.equal(message, row.message, row.name)
    if (row.result !== undefined) assert.equal(result, row.result, row.name)
    if (row.output !== undefined) assert.equal(place.output, row.output, row.name)
    assert.equal(place.goodRun(), 0, row.name)
    place.end()
  }
})

test('no cut and no changed byte of a subject, a line, a policy or an envelope ends the instance', async () => {
  const core = await start()
  const context = core.context()
  const kind = core.put(Buffer.from('deposit.address'))
  const room = core.put(Buffer.alloc(1000))
  const known = '{"coin":"USDT","network":"tron","known":[{"address":"a\\u00e9","label":"b"},{"address":"c","label":null}]}'
  const texts = {
    prepare: known,
    load_unsigned_policy:
      '{"version":-5,"coins":[{"coin":"BTC","networks":["bitcoin"]}],"words":[{"language":"en","reason":"deposit.empty","text":"t"}]}',
    load_policy: envelope('policy', 'test', Buffer.from('{"version":1}'), 1).toString(),
    load_table: envelope('table', 'test', table('words-xx', '1', Buffer.from('data'), false), 1).toString(),
    lines: `{"id":[1],"subject":${known},"text":"TR7N","copied":"a","now":{"wall":"2024-02-29T12:00:00Z","steady":5},"events":[{"text":"a","now":1}]}`,
    moment: '{"wall":"2024-02-29T12:00:00.5+01:00","steady":5.25}',
  }
  const call = {
    prepare: (size) => core.door.countersign_prepare(context, kind, 15, room, size, core.out),
    load_unsigned_policy: (size) => core.door.countersign_load_unsigned_policy(context, room, size),
    load_policy: (size) => core.door.countersign_load_policy(context, room, size, 0),
    load_table: (size) => core.door.countersign_load_table(context, room, size),
    lines: (size) => core.door.countersign_lines(context, kind, 15, room, size, 0, 0, core.out, core.out + 4),
    moment: (size) => core.door.countersign_moment(room, size, core.out),
  }
  const bytes = Buffer.from('\0\x1f "\'\\{}[],:-+.0159eEaflnrstu\x7f\x80\xc3\xe4\xff', 'latin1')
  for (const [name, text] of Object.entries(texts)) {
    const whole = Buffer.from(text)
    const answers = new Set()
    const play = (given) => {
      core.memory.set(given, room)
      const result = call[name](given.length)
      answers.add(result)
      if (name === 'prepare' && result === 0) core.door.countersign_release(core.word(0))
    }
    for (let i = 0; i < whole.length; i++) {
      play(whole.subarray(0, i))
      const changed = Buffer.from(whole)
      for (const byte of bytes) {
        changed[i] = byte
        play(changed)
      }
    }
    for (const answer of answers) assert.ok(answer >= 0 || [...statuses.values()].includes(answer), `${name}: ${answer}`)
    assert.ok(answers.size > 1, name)
  }
})

test('the module asks its host for nothing but to be stopped', async () => {
  for (const name of ['countersign.wasm', 'countersign-test.wasm']) {
    const module = await WebAssembly.compile(await readFile(`${folder}/${name}`))
    assert.deepEqual(
      WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`),
      ['wasi_snapshot_preview1.proc_exit'],
    )
  }
})
