import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { bitcoin, good, isNative, mistyped, run, shellWords, start } from './command.mjs'

const jsonl = ['check', 'deposit.address', '--jsonl']
const line = (id, text) => `{"id":${JSON.stringify(id)},"subject":${bitcoin},"text":${JSON.stringify(text)}}\n`
const shell = promisify(execFile)

test('each line gives one line, in order, with its id first', async () => {
  const { status, stdout, stderr } = await run(jsonl, { input: line(7, good) + line('b', mistyped) + line({ c: [1] }, 'bc1q') })
  assert.equal(status, 0)
  assert.equal(stderr, '')
  const lines = stdout.trimEnd().split('\n')
  assert.ok(lines[0].startsWith('{"id":7,"kind":"deposit.address","outcome":"accept","findings":'))
  assert.ok(lines[1].startsWith('{"id":"b","kind":"deposit.address","outcome":"reject",'))
  assert.ok(lines[2].startsWith('{"id":{"c":[1]},"kind":"deposit.address","outcome":"incomplete",'))
  const alone = (await run(['check', 'deposit.address', '--subject', bitcoin, good])).stdout
  assert.equal(lines[0].replace('"id":7,', ''), alone.trimEnd())
})

test('a bad line says so in its place, the others are judged, and the status is 2', async () => {
  const { status, stdout } = await run(jsonl, {
    input: `${line(1, good)}nonsense\n\n{"id":3,"subject":{"coin":"BTC","network":"tronn"},"text":"x"}\n${line(4, good)}`,
  })
  assert.equal(status, 2)
  const lines = stdout.trimEnd().split('\n').map((text) => JSON.parse(text))
  assert.deepEqual(lines.map((answer) => answer.id), [1, undefined, undefined, 3, 4])
  assert.deepEqual(lines.map((answer) => answer.outcome), ['accept', undefined, undefined, undefined, 'accept'])
  assert.deepEqual(Object.keys(lines[1]), ['error'])
  assert.deepEqual(Object.keys(lines[3]), ['id', 'error'])
  assert.match(lines[3].error, /subject\.network: .*"tronn"/)
})

test('no input is no output; the last line needs no line end; CRLF is fine', async () => {
  assert.deepEqual(await run(jsonl), { status: 0, signal: null, stdout: '', stderr: '' })
  const lf = await run(jsonl, { input: line(1, good) + line(2, good) })
  assert.deepEqual(await run(jsonl, { input: (line(1, good) + line(2, good)).trimEnd() }), lf)
  assert.deepEqual(await run(jsonl, { input: (line(1, good) + line(2, good)).replaceAll('\n', '\r\n') }), lf)
})

test('a verdict comes as soon as its line is there', async () => {
  const child = start(jsonl)
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (let id = 0; id < 3; ++id) {
    child.stdin.write(line(id, good).slice(0, 20))
    child.stdin.write(line(id, good).slice(20))
    assert.equal(JSON.parse((await answers.next()).value).id, id)
  }
  child.stdin.end()
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0)
})

test('100,000 lines stream through in order and in bounded memory', async () => {
  const child = start(jsonl)
  let next = 0
  let peak = 0
  const finished = (async () => {
    for await (const text of createInterface({ input: child.stdout })) {
      assert.ok(text.startsWith(`{"id":${next},`), text)
      if (++next === 99_000 && isNative && process.platform === 'linux') {
        peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1])
      }
    }
  })()
  for (let id = 0; id < 100_000; id += 1000) {
    let block = ''
    for (let i = id; i < id + 1000; ++i) block += line(i, good)
    if (!child.stdin.write(block)) await new Promise((resolve) => child.stdin.once('drain', resolve))
    if (id === 98_000) while (next < 98_000) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  child.stdin.end()
  await finished
  assert.equal(next, 100_000)
  assert.ok(peak < 64 << 10, `${peak} kB`)
})

test('lines of any size around the blocks that are read come out whole', async () => {
  let input = ''
  const lengths = []
  for (let size = 100; size < 600_000; size = Math.floor(size * 1.7) + 1) {
    lengths.push(size)
    input += line(size, 'x'.repeat(size)) + line(-size, good)
  }
  const { status, stdout } = await run(jsonl, { input })
  assert.equal(status, 0)
  assert.deepEqual(stdout.trimEnd().split('\n').map((text) => JSON.parse(text).id), lengths.flatMap((size) => [size, -size]))
})

test('a line over 4 MiB is one error line, and the rest goes on', async () => {
  const most = 4 << 20
  const tooLong = 'x'.repeat(most + 1)
  const error = '{"error":"line: longer than 4 MiB"}'
  const middle = await run(jsonl, { input: `${line(1, good)}${tooLong}\n${line(2, good)}` })
  assert.equal(middle.status, 2)
  const lines = middle.stdout.trimEnd().split('\n')
  assert.equal(lines.length, 3)
  assert.equal(lines[1], error)
  assert.deepEqual([JSON.parse(lines[0]).id, JSON.parse(lines[2]).id], [1, 2])
  const last = await run(jsonl, { input: tooLong.repeat(3) })
  assert.deepEqual([last.status, last.stdout], [2, `${error}\n`])
  // Exactly 4 MiB is a line like any other.
  const fits = await run(jsonl, { input: `${'x'.repeat(most)}\n${line(3, good)}` })
  assert.equal(fits.stdout.split('\n')[0], '{"error":"line: not a JSON object"}')
  assert.equal(fits.stdout.trimEnd().split('\n').length, 2)
})

test('it stops quietly when nobody reads any more', async () => {
  const child = start(jsonl)
  let said = ''
  child.stderr.on('data', (piece) => { said += piece })
  const ended = new Promise((resolve) => child.on('exit', (status, signal) => resolve({ status, signal })))
  child.stdout.once('data', () => child.stdout.destroy())
  const block = line(1, good).repeat(5000)
  const feed = () => { while (child.exitCode === null && child.stdin.writable && child.stdin.write(block)); }
  child.stdin.on('drain', feed)
  feed()
  assert.deepEqual(await ended, { status: 0, signal: null })
  assert.equal(said, '')
})

test('it shows its progress to a person who waits, and takes it away again', { skip: process.platform !== 'linux' }, async () => {
  const quoted = shellWords.map((word) => `'${word}'`).join(' ')
  const piece = `'${line(1, good).trimEnd()}'`
  const feed = `(for i in 1 2 3; do printf '%s\\n' ${piece}; done; sleep 4; printf '%s\\n' ${piece})`
  // script(1) gives the command a terminal for its standard error.
  const seen = await shell('script', ['-qec', `${feed} | ${quoted} ${jsonl.join(' ')} > /dev/null`, '/dev/null'])
  assert.equal(seen.stdout, '\r4 lines\r\x1b[K')
  const short = await shell('script', ['-qec', `printf '%s\\n' ${piece} | ${quoted} ${jsonl.join(' ')} > /dev/null`, '/dev/null'])
  assert.equal(short.stdout, '')
})
