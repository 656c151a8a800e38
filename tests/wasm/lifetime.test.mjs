import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { test } from 'node:test'
import { load, CountersignCrash, CountersignError } from '../../wasm/dist/index.js'
import { bitcoin } from './package_under_test.mjs'

const subject = { coin: 'BTC' }

// Loads, and hands out the memory of the instance that is in use, which nobody else sees.
async function loadWithMemory(t, options) {
  const seen = []
  const instantiate = WebAssembly.instantiate
  t.mock.method(WebAssembly, 'instantiate', async (...given) => {
    const started = await instantiate(...given)
    seen.push(started.instance.exports.memory)
    return started
  })
  const countersign = await load(options)
  return { countersign, memory: seen[0] }
}

// Every handle now looks alive and every pointer leads out of memory, so that the next call traps.
function corrupt(memory) {
  new Uint32Array(memory.buffer, 1 << 16).fill(0xc0dec4ec)
}

test('a released check says so, and releasing it twice is fine', async () => {
  const countersign = await load()
  const check = countersign.prepare('deposit.address', subject)
  check.run(bitcoin)
  check.release()
  check.release()
  for (const call of [
    () => check.run(bitcoin),
    () => check.wipe(),
    () => check.tell({}),
    () => check.observe({ type: 'keydown' }),
    () => check.runLines('x'),
  ])
    assert.throws(call, { slug: 'bad-handle', message: 'this check was released; prepare another one' })
})

test('a check can be disposed of', { skip: typeof Symbol.dispose !== 'symbol' }, async () => {
  const check = (await load()).prepare('deposit.address', subject)
  check[Symbol.dispose]()
  assert.throws(() => check.run(bitcoin), { slug: 'bad-handle' })
})

test('preparing and releasing ten thousand times leaves nothing behind', async (t) => {
  const { countersign, memory } = await loadWithMemory(t)
  const size = memory.buffer.byteLength
  for (let i = 0; i < 10_000; i++) {
    const check = countersign.prepare('deposit.address', subject)
    assert.equal(check.run(bitcoin).outcome, 'accept')
    check.release()
  }
  assert.equal(memory.buffer.byteLength, size)
})

test('checks that nobody holds any more are released by themselves', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const countersign = await load()
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 1000; j++) countersign.prepare('deposit.address', subject).run(bitcoin)
    collect()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
})

test('memory that is used up is an error, not a crash, and is there again after a release', async () => {
  const countersign = await load()
  const known = Array.from({ length: 50 }, (_, i) => ({ address: `${bitcoin}${i}` }))
  const held = []
  assert.throws(
    () => {
      for (let i = 0; i < 100_000; i++) {
        const check = countersign.prepare('deposit.address', { coin: 'BTC', known })
        held.push(check)
        check.run(bitcoin)
      }
    },
    (error) => error instanceof CountersignError && error.slug === 'out-of-memory',
  )
  assert(held.length > 1000, `only ${held.length} checks fit`)
  assert.throws(() => held.at(-1).run('x'.repeat(1 << 20)), { slug: 'out-of-memory' })
  assert.equal(held[0].run(bitcoin).outcome, 'accept')
  for (const check of held.splice(0, 500)) check.release()
  const check = countersign.prepare('deposit.address', { coin: 'BTC', known })
  assert.equal(check.run(bitcoin).outcome, 'accept')
})

test('after a trap there is one named error, then a fresh instance that knows what it was told', async (t) => {
  const { countersign, memory } = await loadWithMemory(t, { languages: ['en', 'zh-Hans'] })
  countersign.loadUnsignedPolicy({ version: 1, coins: [{ coin: 'BTC' }] })
  const check = countersign.prepare('deposit.address', subject)
  const before = check.run(bitcoin)
  const kept = check.run(bitcoin).keep()
  corrupt(memory)
  assert.throws(
    () => check.run(bitcoin),
    (error) => error instanceof CountersignCrash && error.cause instanceof WebAssembly.RuntimeError,
  )
  assert(
    new Uint32Array(memory.buffer).every((word) => word === 0),
    'the dropped memory is wiped',
  )

  assert.throws(() => check.run(bitcoin), {
    name: 'CountersignError',
    message: /lost when the module crashed; prepare it again/,
  })
  assert.throws(() => before.json, { slug: 'not-run' })
  assert.equal(kept.canonical, bitcoin)
  check.release()

  const again = countersign.prepare('deposit.address', subject)
  assert.equal(again.run(bitcoin).outcome, 'accept')
  assert.match(again.run(bitcoin).headline('zh-Hans'), /\p{Script=Han}/u)
  const other = countersign.prepare('deposit.address', { coin: 'ETH' })
  assert.equal(other.run('x').findings[0].reason, 'deposit.not-offered')
})

test('two loads are two instances', async (t) => {
  const { countersign: one, memory } = await loadWithMemory(t)
  const other = await load()
  const check = other.prepare('deposit.address', subject)
  corrupt(memory)
  assert.throws(() => one.prepare('deposit.address', subject), CountersignCrash)
  assert.equal(check.run(bitcoin).outcome, 'accept')
})
