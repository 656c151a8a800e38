// The module's memory is 16 MiB and stays so: running keeps nothing of it, and when it is full that is a status, after
// which releasing makes room again. The allocator tells nothing about itself, so what is free is measured by taking it.
import assert from 'node:assert/strict'
import test from 'node:test'

import { readStatuses, start, words } from './module.mjs'

const long = process.env.COUNTERSIGN_LONG === '1'
const statuses = await readStatuses()
const genesis = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const questions = [
  ['{"coin":"BTC"}', genesis, words.accept],
  ['{"coin":"BTC","known":[{"address":"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"}]}', ` ${genesis}`, words.accept],
  ['{"coin":"BTC"}', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', words.accept],
  ['{"coin":"USDT","network":"tron"}', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', words.accept],
  ['{"coin":"ETH"}', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', words.caution],
  ['{"coin":"BTC"}', '1A1zP1', words.incomplete],
  ['{"coin":"USDT"}', genesis, words.unknown],
  ['{"coin":"BTC"}', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', words.reject],
  ['{"coin":"BTC"}', 'x'.repeat(5000), words.reject],
]

/** The largest block there is, and how many blocks of 256 bytes: equal before and after means that nothing was kept. */
function free(core) {
  // The first look makes the allocator take all of memory; from then on looking changes nothing.
  look(core)
  return look(core)
}

function look({ door }) {
  let low = 0
  let high = 1 << 24
  while (high - low > 8) {
    const middle = (low + high) >> 1
    const at = door.malloc(middle)
    if (at === 0) high = middle
    else {
      door.free(at)
      low = middle
    }
  }
  let blocks = 0
  let last = 0
  for (let at = door.malloc(256); at !== 0; at = door.malloc(256)) {
    new DataView(door.memory.buffer).setUint32(at, last, true)
    last = at
    blocks++
  }
  while (last !== 0) {
    const next = new DataView(door.memory.buffer).getUint32(last, true)
    door.free(last)
    last = next
  }
  return { largest: low, blocks }
}

function judge(core, check, text) {
  core.type(check, 0, Buffer.from(text))
  return core.door.countersign_run(check, text.length, 0, 1e12, 1e6)
}

test('100,000 runs keep no memory, and it does not grow', async () => {
  const core = await start()
  const context = core.context()
  const checks = questions.map(([subject]) => core.prepare(context, 'deposit.address', subject))
  questions.forEach(([, text, outcome], i) => assert.equal(judge(core, checks[i], text), outcome, text))
  const before = free(core)
  assert.ok(before.largest > 1 << 22)
  const rounds = (long ? 1000000 : 100000) / questions.length
  for (let i = 0; i < rounds; i++)
    questions.forEach(([, text, outcome], q) => {
      if (core.door.countersign_run(checks[q], text.length, 0, 1e12, 1e6) !== outcome) assert.fail(text)
    })
  assert.deepEqual(free(core), before)
  assert.equal(core.door.memory.buffer.byteLength, 16 << 20)
})

test('preparing, judging, telling the verdict and releasing, again and again, keep no memory', async () => {
  const core = await start()
  const context = core.context()
  const once = () => {
    for (const [subject, text, outcome] of questions) {
      const check = core.prepare(context, 'deposit.address', subject)
      assert.equal(judge(core, check, text), outcome)
      assert.equal(core.door.countersign_verdict(check, core.out, core.out + 4), 0)
      assert.equal(core.door.countersign_release(check), 0)
    }
    assert.equal(core.prepare(context, 'deposit.address', '{"coin":"BTC","known":[{"address":"abcdefghijklmnop"},3]}'), -6)
  }
  once()
  const before = free(core)
  for (let i = 0; i < (long ? 20000 : 1000); i++) once()
  assert.deepEqual(free(core), before)
})

test('contexts that come and go keep no memory', async () => {
  const core = await start()
  const once = () => {
    const context = core.context()
    for (let i = 0; i < 20; i++) judge(core, core.prepare(context, 'deposit.address', '{"coin":"BTC"}'), genesis)
    core.door.countersign_context_destroy(context)
  }
  once()
  const before = free(core)
  for (let i = 0; i < 200; i++) once()
  assert.deepEqual(free(core), before)
})

test('memory that is full is a status, and releasing makes room to go on', async () => {
  const core = await start()
  const context = core.context()
  const fill = () => {
    const checks = []
    for (;;) {
      const check = core.prepare(context, 'deposit.address', '{"coin":"BTC"}')
      if (check === statuses.get('out_of_memory')) return checks
      assert.ok(check > 0)
      checks.push(check)
    }
  }
  let checks = fill()
  assert.match(core.message(context), /not enough memory/)
  assert.ok(checks.length > 1000, `${checks.length} checks`)
  for (const one of checks) assert.equal(core.door.countersign_release(one), 0)
  const first = checks.length
  // Places for handles come sixteen at a time and stay: the first round leaves them where the second finds them, which may
  // cost a part of one block, once. From then on every second round has room for exactly as many; one and the next may lay
  // the last block out differently, which is worth one check.
  checks = fill()
  assert.ok(checks.length > first - 16, `${checks.length} of ${first} checks`)
  const rounds = [checks.length]
  for (let round = 1; round < 6; round++) {
    for (const one of checks) assert.equal(core.door.countersign_release(one), 0)
    checks = fill()
    rounds.push(checks.length)
    assert.ok(Math.abs(rounds[round] - rounds[round - 1]) <= 1, rounds.join())
    if (round > 1) assert.equal(rounds[round], rounds[round - 2], rounds.join())
  }

  // Every other call that needs memory says so too, or finds what it needs; none ends the instance.
  const eaten = []
  for (let size = 1 << 16; size >= 8; size >>= 1) for (let at; (at = core.door.malloc(size)) !== 0; ) eaten.push(at)
  const { door, out } = core
  const full = statuses.get('out_of_memory')
  const text = core.memory.subarray(out + 16)
  text.set(Buffer.from('{}'))
  assert.equal(door.countersign_context_create(0, out), full)
  assert.equal(door.countersign_input(checks[0], 0, 100, out), full)
  assert.equal(door.countersign_load_unsigned_policy(context, out + 16, 2), full)
  assert.equal(door.countersign_load_policy(context, out + 16, 2, 0), full)
  assert.equal(door.countersign_load_table(context, out + 16, 2), full)
  assert.equal(door.countersign_tell(checks[0], out + 16, 2, 0, 0), full)
  text.set(Buffer.from('deposit.address'))
  assert.equal(door.countersign_lines(context, out + 16, 15, out + 16, 2, 0, 0, out, out + 4), full)
  assert.equal(door.countersign_run(checks[0], 0, 0, 0, 0), statuses.get('no_input'))
  for (const at of eaten) door.free(at)

  for (const one of checks) assert.equal(door.countersign_release(one), 0)
  for (const [subject, typed, outcome] of questions)
    assert.equal(judge(core, core.prepare(context, 'deposit.address', subject), typed), outcome)
  // The places of released checks stay with their context, so that a late use is noticed, and go with it.
  door.countersign_context_destroy(context)
  assert.ok(free(core).largest > 1 << 23)
})

test('a run needs no memory: it judges when there is none', async () => {
  const core = await start()
  const context = core.context()
  const checks = questions.map(([subject, text]) => {
    const check = core.prepare(context, 'deposit.address', subject)
    core.type(check, 0, Buffer.from(text))
    return check
  })
  for (let size = 1 << 22; size >= 8; size >>= 1) while (core.door.malloc(size) !== 0);
  questions.forEach(([, text, outcome], i) =>
    assert.equal(core.door.countersign_run(checks[i], text.length, 0, 0, 0), outcome, text),
  )
  assert.equal(core.door.countersign_verdict(checks[0], core.out, core.out + 4), statuses.get('out_of_memory'))
})

test('test lines that fill the memory are a status', async () => {
  const core = await start()
  const { door } = core
  const context = core.context()
  const kind = core.put(Buffer.from('deposit.address'))
  const lines = (bytes) => {
    const at = core.put(bytes)
    const result = door.countersign_lines(context, kind, 15, at, bytes.length, 0, 0, core.out, core.out + 4)
    door.free(at)
    return result
  }
  // A million empty lines: each answer is longer than its line.
  assert.equal(lines(Buffer.alloc(1 << 20, '\n')), statuses.get('out_of_memory'))
  // A long answer first, then a line that wants a megabyte.
  const wide = Buffer.from(`{"subject":{"coin":"BTC"},"text":"${'x'.repeat(900000)}"}\n`)
  for (const empty of [10000, 50000, 100000, 120000, 140000, 160000, 200000])
    lines(Buffer.concat([Buffer.alloc(empty, '\n'), wide]))
  assert.equal(lines(Buffer.from(`{"subject":{"coin":"BTC"},"text":"${genesis}"}\n`)), 0)
})

test('reading JSON into memory that is nearly full is a status or works, and never ends the instance', async () => {
  const many = (before, item, count, after) => Buffer.from(before + Array(count).fill(item).join(',') + after)
  const networks = `[${Array(64).fill('""').join(',')}]`
  const texts = {
    prepare: [many('{"coin":"BTC","known":[', '{"address":""}', 1000, ']}')],
    load_unsigned_policy: [
      many('{"version":1,"coins":[', `{"coin":"","networks":${networks}}`, 100, ']}'),
      many('{"version":1,"coins":[', '{"coin":""}', 1000, ']}'),
      many('{"version":1,"words":[', '{"language":"","reason":"","text":""}', 1000, ']}'),
    ],
    lines: [many('{"subject":{"coin":"BTC","known":[', '{"address":""}', 1000, ']}}')],
  }
  for (const [name, list] of Object.entries(texts))
    for (const text of list)
      for (let left = 1 << 13; left < text.length * 16 + (1 << 16); left += left >> 3) {
        const core = await start()
        const { door } = core
        const context = core.context()
        const kind = core.put(Buffer.from('deposit.address'))
        const at = core.put(text)
        const kept = door.malloc(left)
        for (let size = 1 << 22; size >= 16; size >>= 1) while (door.malloc(size) !== 0);
        door.free(kept)
        const result = {
          prepare: () => door.countersign_prepare(context, kind, 15, at, text.length, core.out),
          load_unsigned_policy: () => door.countersign_load_unsigned_policy(context, at, text.length),
          lines: () => door.countersign_lines(context, kind, 15, at, text.length, 0, 0, core.out, core.out + 4),
        }[name]
        let status
        assert.doesNotThrow(() => (status = result()), `${name}: ${text.length} bytes with ${left} of memory left`)
        assert.ok(status >= 0 || status === statuses.get('out_of_memory'), `${name}: ${status}`)
      }
})
