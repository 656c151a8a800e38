// After a call nothing of a secret is left in the module's memory: all 16 MiB are searched, for the text as it is,
// lower-cased, as UTF-16LE, reversed, and lower-cased and reversed, by every window of 8 bytes. The same as
// tests/door/residue_test.cpp does natively. What a page's own JavaScript strings hold is outside of this.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import test from 'node:test'

import { folder, start, words } from './module.mjs'

const capacity = 300
const stackBytes = 65536
const wipedStackBytes = 4096
const paint = 0xa5

/** SplitMix64's last steps on 32 bits (a seeded sequence, the same on every run). */
function* seeded(seed) {
  let state = seed >>> 0
  while (true) {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    yield (z ^ (z >>> 15)) >>> 0
  }
}

function secretText(number) {
  const size = 16 + (number % 240)
  const numbers = seeded(number)
  return Buffer.from(Uint8Array.from({ length: size }, () => 33 + (numbers.next().value % 94)))
}

/** The places in memory where 8 bytes of the secret begin. */
class Traces {
  /** `wide`: as UTF-16, too, of which 8 bytes are 4 characters. */
  constructor(text, wide = true) {
    const lower = Buffer.from(text.toString('latin1').toLowerCase(), 'latin1')
    const forms = [text, lower, Buffer.from(text).reverse(), Buffer.from(lower).reverse()]
    if (wide) forms.push(Buffer.from(text.toString('latin1'), 'utf16le'))
    // A window of 8 bytes always holds an aligned word of 4: those are looked for first, the windows after that.
    this.maybe = new Uint8Array(65536)
    this.windows = new Set()
    for (const form of forms) {
      for (let i = 0; i + 8 <= form.length; i++) this.windows.add(form.toString('latin1', i, i + 8))
      for (let i = 0; i + 4 <= form.length; i++) this.maybe[Traces.hash(form.readUInt32LE(i))] = 1
    }
  }

  static hash(word) {
    return Math.imul(word, 0x9e3779b1) >>> 16
  }

  foundIn(memory, from = 0, to = memory.length) {
    const view = new Uint32Array(memory.buffer, from, (to - from) >> 2)
    // Most of memory is zero: two words at once are passed over. (As a number -0 is 0 too, but ends in a byte 0x80.)
    const pairs = new Float64Array(memory.buffer, from, view.length >> 1)
    const { maybe } = this
    const found = new Set()
    for (let i = 0; i < view.length; i++) {
      if ((i & 1) === 0) {
        let pair = i >> 1
        while (pair < pairs.length && pairs[pair] === 0) pair++
        i = 2 * pair
        if (i >= view.length) break
      }
      const word = view[i]
      if (maybe[Math.imul(word, 0x9e3779b1) >>> 16] === 0) continue
      const at = from + 4 * i
      for (let start = Math.max(at - 4, 0); start <= at; start++) {
        const window = Buffer.from(memory.buffer, start, Math.min(8, memory.length - start)).toString('latin1')
        if (this.windows.has(window)) found.add(start)
      }
    }
    return found.size
  }
}

function run(core, check, size0, size1 = 0) {
  return core.door.countersign_run(check, size0, size1, 1e12, 1e6)
}

test('a run leaves nothing of a secret in all of memory, a thousand times', async () => {
  const core = await start()
  const check = core.prepare(core.context(), 'test.secret', '{"minimumLength":8}')
  for (let i = 0; i < 1000; i++) {
    const text = secretText(i)
    const earlier = i % 3 === 0 ? text : secretText(i + 100000)
    core.type(check, 0, text, capacity)
    core.type(check, 1, earlier, capacity)
    assert.equal(run(core, check, text.length, earlier.length), words.accept)
    assert.equal(new Traces(text).foundIn(core.memory), 0, `secret ${i}`)
    if (i % 10 === 1) assert.equal(new Traces(earlier).foundIn(core.memory), 0, `earlier secret ${i}`)
  }
})

test('what follows a run leaves nothing of a secret either', async () => {
  const core = await start()
  const { door } = core
  const context = core.context()
  const secret = core.prepare(context, 'test.secret', '{}')
  const message = core.prepare(context, 'deposit.address', '{"coin":"BTC"}')
  const event = Buffer.alloc(148)
  event.writeUInt32LE(148)
  const eventAt = core.put(event)
  const told = Buffer.from('{"minimumLength":9}')
  const toldAt = core.put(told)
  const languageAt = core.put(Buffer.from('en'))
  for (let i = 0; i < 20; i++) {
    const text = secretText(i)
    const traces = new Traces(text)
    const nothingLeft = (after) => assert.equal(traces.foundIn(core.memory), 0, after)
    core.type(secret, 0, text, capacity)
    assert.equal(run(core, secret, text.length), words.accept)
    nothingLeft('run')
    assert.equal(door.countersign_observe(secret, eventAt, 0, 0), 0)
    nothingLeft('observe')
    assert.equal(door.countersign_tell(secret, toldAt, told.length, 0, 0), 0)
    nothingLeft('tell')
    assert.equal(door.countersign_verdict(secret, core.out, core.out + 4), 0)
    nothingLeft('verdict')
    door.countersign_explain(secret, languageAt, 2, core.out, core.out + 4)
    nothingLeft('explain')

    // A code found in a message goes to the session without leaving the core.
    const slot = core.type(message, 0, Buffer.concat([Buffer.alloc(10, '.'), text, Buffer.alloc(10, '.')]), capacity + 20)
    assert.equal(door.countersign_move(message, 10, text.length, secret), text.length)
    assert.equal(traces.foundIn(core.memory, slot & ~7, (slot + capacity + 20) & ~7), 0)
    assert.ok(traces.foundIn(core.memory) > 0, 'the secret is in its slot')
    assert.equal(run(core, secret, text.length), words.accept)
    nothingLeft('move and run')
  }
})

test('a password leaves nothing in all of memory, whatever was seen of its keys, in all kinds of calls', async () => {
  const rounds = process.env.COUNTERSIGN_LONG === undefined ? 250 : 1000
  const core = await start()
  const context = core.context()
  const event = Buffer.alloc(148)
  event.writeUInt32LE(148)
  event.write('keydown', 4)
  event.fill(-1, 128)
  const eventAt = core.put(event)
  const refused = Buffer.from('{"refused":true}')
  const refusedAt = core.put(refused)
  const subjects = ['{}', '{"profile":"NFKD","bcrypt":true}', '{"profile":"OpaqueString","failed":true}']
  for (const kind of ['password.entry', 'password.retry'])
    for (let i = 0; i < rounds; i++) {
      const check = core.prepare(context, kind, subjects[i % 3])
      const text = secretText(i)
      for (let k = 0; k < text.length; k++) {
        core.memory[eventAt + 116] = core.memory[eventAt + 118] = i & 1
        core.memory.set([75, 101, 121, 65 + (text[k] % 26)], eventAt + 28)
        core.memory[eventAt + 52] = text[k]
        assert.equal(core.door.countersign_observe(check, eventAt, 1e12, 1e6 + 100 * k), 0)
      }
      core.type(check, 0, text, capacity)
      assert.ok(run(core, check, text.length) >= 0)
      assert.equal(core.door.countersign_tell(check, refusedAt, refused.length, 0, 0), 0)
      core.type(check, 0, text, capacity)
      assert.ok(run(core, check, text.length) >= 0)
      core.type(check, 0, text, capacity)
      if (i % 2 === 0) assert.ok(core.door.countersign_run(check, text.length, 0, NaN, 0) < 0)
      else assert.ok(run(core, check, text.length) >= 0)
      assert.equal(core.door.countersign_verdict(check, core.out, core.out + 4), 0)
      assert.equal(new Traces(text).foundIn(core.memory), 0, `${kind}, secret ${i}`)
      core.door.countersign_release(check)
    }
})

test('a password to be chosen leaves nothing in all of memory, nor does its digest, in a thousand varied calls', async () => {
  const core = await start()
  const { door } = core
  const context = core.context()
  for (const name of ['en-lite', 'de']) {
    const table = await readFile(`${folder}/../core/generated/strength-${name}.bin`)
    assert.equal(door.countersign_load_table(context, core.put(table), table.length), 0)
  }
  const answer = Buffer.from(JSON.stringify({ breach: { prefix: '00000', suffixes: '0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n' } }))
  const answerAt = core.put(answer)
  const languageAt = core.put(Buffer.from('en'))
  const subjects = [
    '{"languages":["de"]}',
    '{"breach":true}',
    '{"secondFactor":true,"minScore":4,"breach":true,"context":[{"kind":"name","text":"Ann Miller"}]}',
    '{"context":[{"kind":"birth-date","text":"1990-05-17"},{"kind":"email","text":"ann@example.com"}]}',
  ]
  const checks = subjects.map((subject) => core.prepare(context, 'password.new', subject))
  // None of 8 characters is a word that the module has anyway.
  const signs = ['1l!i|', 'qwertz', '0|-|', 'march', 'passw0rd', '23111987', 'nilrem']
  let told = 0
  for (let i = 0; i < 1000; i++) {
    const check = checks[i % checks.length]
    // What is found in it is written down in more places than what is not.
    const numbers = seeded(i)
    const chance = secretText(i)
    const part = signs[numbers.next().value % signs.length].repeat(1 + (i % 3))
    const text = i % 2 === 0 ? chance : Buffer.concat([chance.subarray(0, 9), Buffer.from(part), chance.subarray(9, 20)])
    const present = i % 5 === 0 ? text : secretText(i + 50000)
    core.type(check, 0, text, capacity)
    core.type(check, 1, present, capacity)
    if (i % 7 === 3) assert.ok(door.countersign_run(check, text.length, present.length, NaN, 0) < 0)
    else if (i % 7 === 4) assert.ok(run(core, check, text.length >> 1) >= 0)
    else assert.ok(run(core, check, text.length, present.length) >= 0)
    const sum = createHash('sha1').update(text).digest()
    if (i % 3 === 0) {
      sum.toString('hex', 0, 3).slice(0, 5).split('').forEach((digit, k) => answer.writeUInt8(digit.charCodeAt(0), answer.indexOf('prefix') + 9 + k))
      core.memory.set(answer, answerAt)
      assert.equal(door.countersign_tell(check, answerAt, answer.length, 0, 0), 0)
      core.type(check, 0, text, capacity)
      assert.ok(run(core, check, text.length) >= 0)
      assert.equal(door.countersign_verdict(check, core.out, core.out + 4), 0)
      const { details, findings } = JSON.parse(core.answer())
      if (details.breachPrefix) told++
      assert.ok(findings.every(({ reason }) => reason !== 'password.breach-unknown'))
    } else {
      assert.equal(door.countersign_verdict(check, core.out, core.out + 4), 0)
      door.countersign_explain(check, languageAt, 2, core.out, core.out + 4)
    }
    assert.equal(new Traces(text).foundIn(core.memory), 0, `password ${i}`)
    if (i % 8 === 1) assert.equal(new Traces(present).foundIn(core.memory), 0, `present password ${i}`)
    if (i % 8 === 2) {
      // As bytes, and as digits, which nobody writes as UTF-16, where four of them are a year that was given.
      assert.equal(new Traces(sum).foundIn(core.memory), 0, `digest ${i}`)
      const digits = Buffer.from(sum.toString('hex').toUpperCase())
      assert.equal(new Traces(digits, false).foundIn(core.memory), 0, `digits of the digest ${i}`)
    }
  }
  assert.ok(told > 100, `${told} were asked for`)
})

test('a secret is wiped when the run is refused, when less of it was run, on growth, wipe and release', async () => {
  const core = await start()
  const { door } = core
  const check = core.prepare(core.context(), 'test.secret', '{}')
  const text = secretText(7)
  const traces = new Traces(text)
  const nothingLeft = (after) => assert.equal(traces.foundIn(core.memory), 0, after)
  const type = () => core.type(check, 0, text, capacity)
  type()
  assert.ok(door.countersign_run(check, text.length, 0, NaN, 0) < 0)
  nothingLeft('a bad moment')
  type()
  assert.ok(run(core, check, capacity + 1) < 0)
  nothingLeft('a bad length')
  type()
  assert.equal(run(core, check, 8), words.accept)
  nothingLeft('a run of 8 bytes')
  type()
  assert.equal(door.countersign_wipe(check), 0)
  nothingLeft('wipe')
  type()
  assert.equal(door.countersign_input(check, 0, 10 * capacity, core.out), 0)
  nothingLeft('growth')
  type()
  assert.ok(traces.foundIn(core.memory) > 0)
  assert.equal(door.countersign_release(check), 0)
  nothingLeft('release')
})

test('the search finds a secret where one is: these tests can fail', async () => {
  const core = await start()
  const context = core.context()
  const check = core.prepare(context, 'test.secret', '{}')
  const text = secretText(3)
  const traces = new Traces(text)
  core.type(check, 0, text, capacity)
  // Before the run the secret is in its slot, once, with each of its windows.
  assert.equal(traces.foundIn(core.memory), text.length - 7)
  assert.equal(run(core, check, text.length), words.accept)
  assert.equal(traces.foundIn(core.memory), 0)

  // 8 bytes in each disguise, at odd places.
  const place = core.put(Buffer.alloc(64))
  const upper = secretText(4)
  const upperTraces = new Traces(upper)
  const plant = (bytes) => {
    core.memory.fill(0, place, place + 64)
    core.memory.set(bytes, place + 21)
    return upperTraces.foundIn(core.memory)
  }
  assert.ok(plant(upper.subarray(5, 13)) > 0)
  assert.ok(plant(Buffer.from(upper.toString('latin1', 5, 13).toLowerCase(), 'latin1')) > 0)
  assert.ok(plant(Buffer.from(upper.subarray(5, 13)).reverse()) > 0)
  assert.ok(plant(Buffer.from(upper.toString('latin1', 5, 9), 'utf16le')) > 0)
  assert.equal(plant(upper.subarray(5, 12)), 0)

  // Test lines are not for secrets: they hold the text in JSON, and nothing is wiped after them.
  const line = Buffer.from(JSON.stringify({ subject: {}, text: text.toString('latin1') }))
  const lineAt = core.put(line)
  const kind = Buffer.from('test.secret')
  const kindAt = core.put(kind)
  assert.equal(
    core.door.countersign_lines(context, kindAt, kind.length, lineAt, line.length, 0, 0, core.out, core.out + 4),
    0,
  )
  core.memory.fill(0, lineAt, lineAt + line.length)
  assert.ok(traces.foundIn(core.memory) > 0)
})

test("what a secret's run writes to the stack lies within the part that is wiped", async () => {
  const core = await start()
  const check = core.prepare(core.context(), 'test.secret', '{}')
  for (const size of [16, 55, 56, 64, 511, 512, 513, 4096]) {
    const text = Buffer.alloc(size, secretText(1))
    core.type(check, 0, text, 4096)
    core.type(check, 1, text, 4096)
    // Nothing runs now, so all of the stack is free: its first bytes are the last that calls reach.
    core.memory.fill(paint, 0, stackBytes - 16)
    assert.equal(run(core, check, size, size), words.accept)
    const lowest = core.memory.findIndex((byte) => byte !== paint)
    const depth = stackBytes - lowest
    assert.ok(lowest > 0 && depth < 2 * wipedStackBytes, `${depth} bytes of stack`)
    // The wipe reached deepest: below everything that the run wrote there are 4096 zeros.
    const wiped = core.memory.subarray(lowest & ~15, (lowest & ~15) + wipedStackBytes)
    assert.ok(
      wiped.every((byte) => byte === 0 || byte === paint),
      `${size} bytes: the run went deeper than the wipe`,
    )
    assert.ok(wiped.filter((byte) => byte === 0).length >= wipedStackBytes - 16)
    assert.equal(new Traces(text).foundIn(core.memory), 0)
  }
})
