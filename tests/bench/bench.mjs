// ./dev bench: how fast, how large and how soon, beside the libraries that people use for the same question, in one
// process and one run. Prints and writes results.md and results.svg. Ratios travel from machine to machine; rates do not.
//
// Each figure is the best and the median of 11 short runs, each over 3,000 addresses that nobody has judged before, after
// a fifth of a second to warm up (engines compile twice); the libraries take turns, so that a busy moment meets them all.
//
//   node tests/bench/bench.mjs [--quick]      --quick: 3 runs, nothing written
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { make, Random } from '../equality/addresses.mjs'
import { nativeCommand, packageEntry, path } from '../equality/hosts.mjs'
import { chart } from './chart.mjs'
import { peers, unchecked } from './peers.mjs'

const quick = process.argv.includes('--quick')
const runs = quick ? 3 : 11
const each = 3000
const warmUp = 200
const now = { wall: 0, steady: 0 }
const { load } = await import(packageEntry)
const { imports } = await import(new URL('core.js', packageEntry))
const random = new Random(Date.now())

const coins = { p2pkh: 'BTC', p2wpkh: 'BTC', p2tr: 'BTC', 'eip-55': 'ETH', 'evm, lower case': 'ETH' }
const titles = {
  p2pkh: 'Bitcoin P2PKH',
  p2wpkh: 'Bitcoin P2WPKH',
  p2tr: 'Bitcoin P2TR',
  'eip-55': 'Ethereum, EIP-55',
  'evm, lower case': 'Ethereum, lower case',
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]
const summary = (list) => ({ best: Math.max(...list), median: median(list) })
const per = (count, ms) => (count * 1000) / ms

// What was typed arrives as a string of its own, not as a piece of another one.
const fresh = (kind, count = each) => Array.from({ length: count }, () => Buffer.from(make[kind](random)).toString())

function timed(count, work) {
  const begin = performance.now()
  work()
  return per(count, performance.now() - begin)
}

/** Measures the subjects by turns: { name: (texts) => void }; what each does with the texts of one run. */
function race(kind, subjects) {
  const rates = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]))
  const order = Object.entries(subjects)
  const warm = fresh(kind)
  for (const [, work] of order) for (const begin = performance.now(); performance.now() - begin < warmUp; ) work(warm)
  for (let run = 0; run < runs; run++) {
    const texts = fresh(kind)
    for (const [name, work] of order) rates[name].push(timed(each, () => work(texts)))
    order.push(order.shift())
  }
  return Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, summary(list)]))
}

let sink = 0
const all = (judge) => (texts) => {
  for (const text of texts) if (judge(text)) sink++
}

// --- Countersign by its package, and the door with nothing around it ---

const countersign = await load({ languages: [] })
const checks = Object.fromEntries(['BTC', 'ETH'].map((coin) => [coin, countersign.prepare('deposit.address', { coin })]))

const moduleFile = readFileSync(new URL('countersign.wasm', packageEntry))
const bare = new WebAssembly.Instance(new WebAssembly.Module(moduleFile), imports).exports
bare._initialize()
const memory = new Uint8Array(bare.memory.buffer)
const words = new Uint32Array(bare.memory.buffer)
const encoder = new TextEncoder()
const scratch = bare.malloc(64)

function put(text) {
  const at = bare.malloc(text.length || 1)
  encoder.encodeInto(text, memory.subarray(at, at + text.length))
  return at
}

function good(status) {
  if (status < 0) throw new Error(`the door answered ${status}`)
  return status
}

function bareCheck(coin) {
  good(bare.countersign_context_create(0, scratch))
  const context = words[scratch >> 2]
  const kind = 'deposit.address'
  const subject = JSON.stringify({ coin })
  good(bare.countersign_prepare(context, put(kind), kind.length, put(subject), subject.length, scratch))
  const check = words[scratch >> 2]
  good(bare.countersign_input(check, 0, 256, scratch))
  const at = words[scratch >> 2]
  return { check, room: memory.subarray(at, at + 256), view: bare.countersign_view(check) >> 2 }
}
const bareChecks = { BTC: bareCheck('BTC'), ETH: bareCheck('ETH') }

/** The largest block there is. tests/wasm/memory.test.mjs counts the small ones too. */
function largestBlock() {
  let low = 0
  for (let high = 1 << 24; high - low > 8; ) {
    const middle = (low + high) >> 1
    const at = bare.malloc(middle)
    if (at === 0) high = middle
    else {
      bare.free(at)
      low = middle
    }
  }
  return low
}

function ours(kind) {
  const check = checks[coins[kind]]
  const { check: handle, room, view } = bareChecks[coins[kind]]
  return {
    run: all((text) => check.run(text).outcome === 'accept'),
    'run, findings read': all((text) => {
      const verdict = check.run(text, { now })
      let weight = verdict.findings.length
      for (const { reason, at } of verdict.findings) weight += reason.length + at.length
      return verdict.outcome === 'accept' && weight >= 0
    }),
    runLines: (texts) => {
      sink += check.runLines(texts.join('\n')).length
    },
    bare: all((text) => bare.countersign_run(handle, encoder.encodeInto(text, room).written, 0, 0, 0) === 0),
    'bare, findings read': all((text) => {
      const outcome = bare.countersign_run(handle, encoder.encodeInto(text, room).written, 0, 0, 0)
      const count = (words[view] >> 8) & 0xff
      let weight = 0
      for (let row = view + 4; row < view + 4 + 4 * count; row += 4) weight += words[row] + words[row + 1] + words[row + 2]
      return outcome === 0 && weight >= 0
    }),
    'JSON text': all((text) => check.run(text).json.length > 0),
  }
}

// --- the runs ---

const libraries = {}
for (const [name, peer] of Object.entries(peers)) libraries[name] = await peer.load()

const rates = {}
for (const kind of Object.keys(coins)) {
  const subjects = ours(kind)
  const [sample] = fresh(kind, 1)
  for (const [name, { kinds }] of Object.entries(peers)) {
    const judge = kinds[kind]?.(libraries[name])
    if (judge === undefined) continue
    if (!judge(sample)) throw new Error(`${name} refuses ${sample}`)
    subjects[name] = all(judge)
  }
  rates[kind] = race(kind, subjects)
}

const known = fresh('p2pkh', 5).map((address) => ({ address }))
const prepares = summary(
  Array.from({ length: runs + 1 }, () =>
    timed(each, () => {
      for (let i = 0; i < each; i++) countersign.prepare('deposit.address', { coin: 'BTC', known }).release()
    }),
  ).slice(1),
)

largestBlock()
const before = largestBlock()
{
  const { check, room } = bareChecks.BTC
  const texts = fresh('p2wpkh', 1000)
  for (let i = 0; i < 1_000_000; i++)
    bare.countersign_run(check, encoder.encodeInto(texts[i % 1000], room).written, 0, 0, 0)
}
const after = largestBlock()

// --- in processes of their own ---

/** Milliseconds from the first line of a program to its first verdict; the median of five. */
function firstVerdict(code) {
  const program = `const begin = performance.now(); ${code}; console.log(performance.now() - begin); process.exit()`
  const once = () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: path('tests/bench'), encoding: 'utf8' }))
  return median(Array.from({ length: quick ? 1 : 5 }, once))
}
const text = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const firsts = {
  Countersign: firstVerdict(
    `const { load } = await import('${packageEntry}'); (await load({ languages: [] })).prepare('deposit.address', { coin: 'BTC' }).run('${text}')`,
  ),
  'Countersign, with English words': firstVerdict(
    `const { load } = await import('${packageEntry}'); (await load()).prepare('deposit.address', { coin: 'BTC' }).run('${text}').headline()`,
  ),
}
const peersEntry = new URL('peers.mjs', import.meta.url)
for (const [name, { kinds }] of Object.entries(peers)) {
  const kind = 'p2pkh' in kinds ? 'p2pkh' : Object.keys(kinds)[0]
  const address = kind === 'p2pkh' ? text : fresh(kind, 1)[0]
  firsts[name] = firstVerdict(
    `const { peers } = await import('${peersEntry}'); const peer = peers['${name}']; peer.kinds['${kind}'](await peer.load())('${address}')`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
function linesPerSecond(kind) {
  const count = quick ? 30_000 : 300_000
  const file = join(folder, 'lines.jsonl')
  const texts = fresh(kind, 3000)
  const subject = JSON.stringify({ coin: coins[kind] })
  writeFileSync(file, Array.from({ length: count }, (_, i) => `{"id":${i},"subject":${subject},"text":"${texts[i % 3000]}"}\n`).join(''))
  return summary(
    Array.from({ length: 3 }, () => {
      const input = openSync(file)
      const rate = timed(count, () => {
        const { status } = spawnSync(nativeCommand, ['check', 'deposit.address', '--jsonl'], { stdio: [input, 'ignore', 'inherit'] })
        if (status !== 0) throw new Error(`the native command ended with ${status}`)
      })
      closeSync(input)
      return rate
    }),
  )
}
const jsonl = Object.fromEntries(['p2pkh', 'p2wpkh', 'eip-55'].map((kind) => [kind, linesPerSecond(kind)]))
rmSync(folder, { recursive: true })

const native = Object.fromEntries(
  Object.keys(coins).map((kind) => [
    kind,
    Object.fromEntries(
      execFileSync(path('build/native/tests/native_bench'), [coins[kind]], {
        input: fresh(kind, 20_000).join('\n'),
        encoding: 'utf8',
      })
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
        .map(([name, best, middle]) => [name.replaceAll('-,', ',').replaceAll(',-', ', '), { best: Number(best), median: Number(middle) }]),
    ),
  ]),
)

// --- what came out ---

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const module = { raw: moduleFile.length, brotli: brotli(moduleFile) }

function count(number) {
  if (number >= 1e6) return `${(number / 1e6).toFixed(2)} M`
  if (number >= 1e3) return `${Math.round(number / 1e3)} k`
  return String(Math.round(number))
}
const pair = ({ best, median }) => `${count(best)} / ${count(median)}`
const percent = (part, whole) => `${Math.round((100 * part) / whole)} %`

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

const isUnchecked = (name, kind) => unchecked[name]?.includes(kind) ?? false

/** The fastest peer that does look at the checksum. */
function bestPeer(kind) {
  const candidates = Object.keys(peers).filter((name) => rates[kind][name] !== undefined && !isUnchecked(name, kind))
  return candidates.reduce((best, name) => (rates[kind][name].best > rates[kind][best].best ? name : best))
}

const ratios = table(
  ['addresses a second, best / median', 'Countersign', 'fastest correct peer', 'ratio of the best', 'of the medians'],
  Object.keys(coins).map((kind) => {
    const peer = bestPeer(kind)
    const [mine, theirs] = [rates[kind].run, rates[kind][peer]]
    const ratio = (a, b) => `${(a / b).toFixed(1)}×${a < b ? ' (slower)' : ''}`
    return [titles[kind], pair(mine), `${peer} ${pair(theirs)}`, ratio(mine.best, theirs.best), ratio(mine.median, theirs.median)]
  }),
)

const everyPeer = table(
  ['addresses a second, best / median', ...Object.values(titles)],
  ['run', ...Object.keys(peers).filter((name) => Object.keys(coins).some((kind) => kind in peers[name].kinds))].map((name) => [
    name === 'run' ? 'Countersign' : name,
    ...Object.keys(coins).map((kind) => {
      const rate = rates[kind][name]
      if (rate === undefined) return '-'
      return `${pair(rate)}${isUnchecked(name, kind) ? ', checksum not looked at' : ''}`
    }),
  ]),
)

const ways = ['run', 'run, findings read', 'runLines', 'bare', 'bare, findings read', 'JSON text']
const sayWay = {
  run: '`check.run(text).outcome`',
  'run, findings read': '… and every finding read',
  runLines: '`check.runLines`',
  bare: '`encodeInto` and `countersign_run` alone',
  'bare, findings read': '… outcome and findings from the view',
  'JSON text': '`check.run(text).json`',
}
const ourWays = table(
  ['a second, best / median', ...Object.values(titles)],
  ways.map((way) => [sayWay[way], ...Object.keys(coins).map((kind) => pair(rates[kind][way]))]),
)

const worst = (name) => Math.min(...Object.keys(coins).map((kind) => rates[kind][name].best))
const viewShare = Math.min(
  ...Object.keys(coins).map((kind) => rates[kind]['bare, findings read'].best / rates[kind].bare.best),
)
const goal = (what, found, wanted, met) => [what, found, wanted, met ? 'met' : '**missed**']
const goals = table(
  ['', 'found', 'goal', ''],
  [
    goal('P2PKH, best', count(rates.p2pkh.run.best), '900 k', rates.p2pkh.run.best >= 900e3),
    goal('P2WPKH, best', count(rates.p2wpkh.run.best), '2.50 M', rates.p2wpkh.run.best >= 2.5e6),
    goal('EIP-55, best', count(rates['eip-55'].run.best), '1.40 M', rates['eip-55'].run.best >= 1.4e6),
    goal('outcome and findings from the view, of the bare rate (least)', percent(viewShare, 1), '90 %', viewShare >= 0.9),
    goal('verdict as JSON text (slowest kind)', count(worst('JSON text')), '300 k', worst('JSON text') >= 300e3),
    goal('prepare with 5 known addresses, and release', count(prepares.best), '100 k', prepares.best >= 100e3),
    goal('module, brotli 11', `${module.brotli} bytes (${module.raw} raw)`, '45,000', module.brotli <= 45_000),
    goal('largest free block of the module, lost by 1,000,000 runs', `${before - after} bytes`, '0', before === after),
    goal(
      'native `--jsonl`, lines a second (slowest kind)',
      count(Math.min(...Object.values(jsonl).map(({ best }) => best))),
      '200 k',
      Object.values(jsonl).every(({ best }) => best >= 200e3),
    ),
    goal('first verdict in Node', `${firsts.Countersign.toFixed(0)} ms`, '20 ms', firsts.Countersign <= 20),
  ],
)

const soon = table(
  ['import to first verdict in a new Node process', 'ms, median of 5'],
  Object.entries(firsts)
    .sort((a, b) => a[1] - b[1])
    .map(([name, ms]) => [name, ms.toFixed(0)]),
)

const nativeTable = table(
  ['native, one core, a second, best / median', ...Object.values(titles)],
  [
    ['the typed check in C++', ...Object.keys(coins).map((kind) => pair(native[kind].check))],
    ...['SHA-256 twice, ours', 'SHA-256 twice, libsodium', 'SHA-256 twice, OpenSSL', 'Keccak-256, ours'].map((name) => [
      `floor: ${name}`,
      ...Object.keys(coins).map((kind) => {
        const floor = native[kind][Object.keys(native[kind]).find((one) => one.toLowerCase() === name.toLowerCase().replaceAll(' ', '-').replace(',-', ', '))]
        const applies = name.startsWith('SHA') ? kind === 'p2pkh' : kind === 'eip-55'
        return applies && floor !== undefined ? pair(floor) : '-'
      }),
    ]),
    [
      '`countersign check --jsonl`, lines',
      ...Object.keys(coins).map((kind) => (jsonl[kind] === undefined ? '-' : pair(jsonl[kind]))),
    ],
  ],
)

const report = `# Bench

Written by \`./dev bench\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} processors, load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]} at the end.
Each rate is the best and the median of ${runs} runs over ${each} new random addresses, after ${warmUp} ms to warm up, all
libraries taking turns in one process. The peer named is the one whose best run was fastest. Rates differ from machine to machine and with what else it does; read the ratios.

![Addresses a second, Countersign and its peers](results.svg)

${ratios}

## Goals

${goals}

## Every peer

${everyPeer}

A peer answers yes or no. Countersign also says why, where, and what the next screen must show.

## Ways to call

${ourWays}

\`prepare\` with 5 known addresses and \`release\`: ${pair(prepares)} a second.

## How soon

${soon}

## Native

${nativeTable}
`

console.log(report)
if (!quick) {
  writeFileSync(new URL('results.md', import.meta.url), report)
  writeFileSync(
    new URL('results.svg', import.meta.url),
    chart(
      Object.keys(coins).map((kind) => ({
        title: titles[kind],
        bars: ['run', ...Object.keys(peers)]
          .filter((name) => rates[kind][name] !== undefined)
          .map((name) => ({
            name: name === 'run' ? 'Countersign' : name,
            ours: name === 'run',
            value: rates[kind][name].median,
            label: count(rates[kind][name].median) + (isUnchecked(name, kind) ? ', checksum not looked at' : ''),
          }))
          .sort((a, b) => b.value - a.value),
      })),
    ),
  )
}
process.exit(sink < 0 ? 1 : 0)
