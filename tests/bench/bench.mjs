// ./dev bench: how fast, how large and how soon, beside the libraries that people use for the same question. Prints and
// writes results.md and results.svg. Ratios travel from machine to machine; rates do not.
//
// Each kind of address has a process of its own, in which the libraries take turns, so that a busy moment meets them all.
// No text is judged twice: some libraries remember.
//
//   node tests/bench/bench.mjs [--quick] [KIND…]      --quick: short runs, nothing written; KIND: these kinds alone
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { make, Random } from '../equality/addresses.mjs'
import { home } from '../equality/home.mjs'
import { corpus } from '../messages/corpus.mjs'
import { packageEntry, path } from '../equality/hosts.mjs'
import { nativeBench, shipped, shippedCommand } from './native.mjs'
import { chart } from './chart.mjs'
import { measureChromium } from './chromium.mjs'
import { moduleFile, openDoor } from './door.mjs'
import { assembled, families, peersOf, raced } from './kinds.mjs'
import { peers } from './peers.mjs'
import { median, summary, timed } from './race.mjs'

const words = process.argv.slice(2)
const quick = words.includes('--quick')
const wanted = words.filter((word) => word !== '--quick')
for (const word of wanted) if (!(word in raced)) throw new Error(`there is no kind ${word} in kinds.mjs`)
const kinds = wanted.length > 0 ? wanted : Object.keys(raced)
const runs = quick ? 3 : 7
const each = quick ? 500 : 2000
const warmUp = quick ? 40 : 150
const began = performance.now()
const random = new Random(Date.now())
const fresh = (kind, count) => Array.from({ length: count }, () => make[kind](random))
const progress = (what) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}\n`)

shipped()

// --- natively ---

/** Name, best and median, one a line. The floor is the fastest of those that do all that the format asks. */
function nativeRates(kind) {
  const { coin, network } = home[kind]
  const count = (kind.startsWith('monero') ? 2000 : 20_000) / (quick ? 10 : 1)
  const output = execFileSync(nativeBench, [coin, network], {
    input: fresh(kind, count).join('\n'),
    encoding: 'utf8',
  })
  return ratesIn(output)
}
/** Each line is a name, the best and the median rate. */
const ratesIn = (output) =>
  Object.fromEntries(
    output
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([name, best, middle]) => [name, { best: Number(best), median: Number(middle) }]),
  )
const floors = {
  p2pkh: /^SHA/,
  'eip-55': /^(Keccak-256, |SHA3)/,
  polkadot: /^BLAKE/,
  'monero standard': /points/,
  bitcoincash: undefined,
  cosmos: undefined,
}
/**
 * Asked in three moments that lie minutes apart: beside a busy neighbour a chain of the processor's own hashing goes on as
 * before, and everything else waits.
 */
const nativeRuns = Object.fromEntries(Object.keys(floors).map((kind) => [kind, []]))
function askNatively() {
  progress('native')
  for (const [kind, runs] of Object.entries(nativeRuns)) runs.push(nativeRates(kind))
}
/** Of each subject the best of all, and the middle one of the medians. */
const bestOf = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((name) => {
      const rates = runs.map((run) => run[name])
      return [name, { best: Math.max(...rates.map(({ best }) => best)), median: median(rates.map((one) => one.median)) }]
    }),
  )
askNatively()

// --- in Node, a process a kind ---

const rates = {}
for (const kind of kinds) {
  progress(kind)
  const given = [path('tests/bench/kind.mjs'), kind, runs, each, warmUp]
  const { status, stdout } = spawnSync(process.execPath, given.map(String), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000,
  })
  if (status !== 0) throw new Error(`${kind}: the process ended with ${status}`)
  rates[kind] = JSON.parse(stdout)
}

progress('one-time codes')
const codes = JSON.parse(
  execFileSync(process.execPath, [path('tests/bench/otp.mjs'), runs, each, warmUp].map(String), { encoding: 'utf8' }),
)

askNatively()
progress('payments')
const payments = JSON.parse(
  execFileSync(process.execPath, [path('tests/bench/payment.mjs'), runs, each, warmUp].map(String), { encoding: 'utf8' }),
)

progress('passwords')
const passwords = JSON.parse(
  execFileSync(process.execPath, [path('tests/bench/password.mjs'), runs, each, warmUp].map(String), { encoding: 'utf8' }),
)

progress('how strong passwords are')
const strength = JSON.parse(
  execFileSync(process.execPath, [path('tests/bench/passwords.mjs'), runs, each, warmUp].map(String), { encoding: 'utf8' }),
)

/** The fastest peer that looks at the checksum, refuses no good address, and counts (kinds.mjs). */
function bestPeer(rated, kind) {
  const [first, ...others] = peersOf(kind).filter(
    (name) => rated[name]?.correct && !(raced[kind].published && name === assembled),
  )
  return others.reduce((best, name) => (rated[name].best > rated[best].best ? name : best), first)
}

// --- prepare and release, memory ---

progress('prepare, memory')
const { load } = await import(packageEntry)
const countersign = await load({ languages: [] })
const known = fresh('p2pkh', 5).map((address) => ({ address }))
const prepares = summary(
  Array.from({ length: runs + 1 }, () =>
    timed(each, () => {
      for (let i = 0; i < each; i++)
        countersign.prepare('deposit.address', { coin: 'BTC', network: 'bitcoin', known }).release()
    }),
  ).slice(1),
)

const door = openDoor()
const manyRuns = quick ? 100_000 : 1_000_000
const lost = (() => {
  const all = kinds.map((kind) => ({ check: door.prepare(home[kind]), texts: fresh(kind, 50) }))
  door.largestBlock()
  const before = door.largestBlock()
  for (let i = 0; i < manyRuns; i++) {
    const { check, texts } = all[i % all.length]
    check.run(texts[i % texts.length])
  }
  return before - door.largestBlock()
})()

// --- how soon ---

/** Milliseconds from the first line of a program to its first verdict. */
function firstVerdict(code) {
  const program = `const begin = performance.now(); ${code}; console.log(performance.now() - begin); process.exit()`
  const given = ['--input-type=module', '-e', program]
  return Number(execFileSync(process.execPath, given, { cwd: path('tests/bench'), encoding: 'utf8' }))
}
const text = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const programs = {
  Countersign: `const { load } = await import('${packageEntry}'); (await load({ languages: [] })).prepare('deposit.address', { coin: 'BTC' }).run('${text}')`,
  'Countersign, ./deposit': `const { load } = await import('${new URL('deposit.js', packageEntry)}'); (await load({ languages: [] })).prepare('deposit.address', { coin: 'BTC' }).run('${text}')`,
  'Countersign, with English words': `const { load } = await import('${packageEntry}'); (await load()).prepare('deposit.address', { coin: 'BTC' }).run('${text}').headline()`,
}
const peersEntry = new URL('peers.mjs', import.meta.url)
for (const name of Object.keys(peers)) {
  const kind = 'p2pkh' in peers[name].kinds ? 'p2pkh' : Object.keys(peers[name].kinds)[0]
  const address = kind === 'p2pkh' ? text : make[kind](random)
  programs[name] =
    `const { peers } = await import('${peersEntry}'); const peer = peers['${name}']; peer.kinds['${kind}'](await peer.load())('${address}')`
}
progress('first verdicts')
const visits = quick ? 1 : 5
const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]))
for (let round = 0; round < visits; round++)
  for (const [name, program] of Object.entries(programs)) times[name].push(firstVerdict(program))
const firsts = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))

// --- in Chromium ---

progress('Chromium')
const chromium = await measureChromium({ runs: quick ? 3 : 5, each, warmUp, visits })

// --- the native command, and what else is measured natively ---

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
const jsonl = {}
try {
  for (const kind of kinds) {
    progress(`--jsonl, ${kind}`)
    const slow = kind.startsWith('monero')
    const count = Math.round((slow ? 20_000 : 100_000) / (quick ? 10 : 1))
    const file = join(folder, 'lines.jsonl')
    const texts = fresh(kind, 1000)
    const subject = JSON.stringify(home[kind])
    const line = (_, i) => `{"id":${i},"subject":${subject},"text":"${texts[i % texts.length]}"}\n`
    writeFileSync(file, Array.from({ length: count }, line).join(''))
    const once = () => {
      const input = openSync(file)
      const rate = timed(count, () => {
        const given = ['check', 'deposit.address', '--jsonl']
        const { status } = spawnSync(shippedCommand, given, { stdio: [input, 'ignore', 'inherit'] })
        if (status !== 0) throw new Error(`the native command ended with ${status}`)
      })
      closeSync(input)
      return rate
    }
    jsonl[kind] = summary([once(), once(), once()])
  }
} finally {
  rmSync(folder, { recursive: true })
}

askNatively()
const native = Object.fromEntries(Object.entries(nativeRuns).map(([kind, runs]) => [kind, bestOf(runs)]))

const nativeMessages = ratesIn(
  execFileSync(nativeBench, ['otp.message', '6'], {
    input: corpus(quick ? 4000 : 40_000)
      .filter(({ length }) => length === 6)
      .map(({ text }) => `${text}\0`)
      .join(''),
    encoding: 'utf8',
  }),
).check

const billLines = execFileSync(process.execPath, [path('tests/bench/payment.mjs'), 'bills', quick ? '500' : '5000'], { encoding: 'utf8', maxBuffer: 64 << 20 })
const nativeBills = ratesIn(execFileSync(nativeBench, ['payment.bill', '-'], { input: billLines, encoding: 'utf8' }))

/** Bills at once: lines of JSON in, verdicts out, the start of the command and its output included. */
const lines = billLines.trimEnd().split('\n').map((bill) => `{"subject":${bill}}\n`).join('').repeat(10)
const billsAtOnce = Object.fromEntries(
  Object.entries({ native: [shippedCommand], npm: [process.execPath, path('wasm/bin/countersign.js')] }).map(([name, [program, ...before]]) => [
    name,
    summary(
      Array.from({ length: quick ? 1 : 5 }, () =>
        timed(lines.split('\n').length - 1, () => execFileSync(program, [...before, 'check', 'payment.bill', '--jsonl'], { input: lines, maxBuffer: 1 << 30 })),
      ),
    ),
  ]),
)

// --- what came out ---

function count(number) {
  if (number >= 1e6) return `${(number / 1e6).toFixed(2)} M`
  if (number >= 1e4) return `${Math.round(number / 1e3)} k`
  if (number >= 1e3) return `${(number / 1e3).toFixed(1)} k`
  return String(Math.round(number))
}
const pair = ({ best, median }) => `${count(best)} / ${count(median)}`
const percent = (share) => `${Math.floor(100 * share)} %`
const timesOf = (ratio) => `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1)}×`
const verdict = (met) => (met ? 'met' : '**missed**')
const title = (kind) => raced[kind].title

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const isWord = (i) => rows.every((row) => !/^\d/.test(row[i]))
  return [line(head), line(head.map((_, i) => (isWord(i) ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

/** "more than 1" is more than, everything else at least. */
const reaches = (ratio, target) => (target === 1 ? ratio > 1 : ratio >= target)
const sayTarget = (target) => (target === 1 ? '> 1×' : `${target}×`)

/** What every table of ratios is made of, a kind. */
function compare(rated, kind) {
  const peer = bestPeer(rated, kind)
  const [mine, theirs] = [rated.run, rated[peer]]
  const { target } = raced[kind]
  const ratio = { best: mine.best / theirs.best, median: mine.median / theirs.median }
  return { kind, peer, mine, theirs, ratio, target, met: target === undefined ? undefined : reaches(ratio.best, target) }
}
const compared = kinds.map((kind) => compare(rates[kind], kind))

const ratioRow = ({ kind, peer, mine, theirs, ratio, target, met }) => [
  title(kind),
  pair(mine),
  peer,
  pair(theirs),
  timesOf(ratio.best),
  timesOf(ratio.median),
  target === undefined ? '-' : sayTarget(target),
  met === undefined ? '-' : verdict(met),
]
const ratioHead = ['', 'Countersign', 'fastest correct peer', 'its rate', 'ratio of the best', 'of the medians', 'goal', '']
const ratioTables = families
  .map(({ name, kinds: own }) => [name, compared.filter(({ kind }) => kind in own)])
  .filter(([, rows]) => rows.length > 0)
  .map(([name, rows]) => table([`**${name}**`, ...ratioHead.slice(1)], rows.map(ratioRow)))
  .join('\n\n')

const moneros = compared.filter(({ kind }) => kind.startsWith('monero'))
const moneroNote =
  moneros.length === 0
    ? ''
    : `
Monero: of the published peers two look at the checksum, multicoin-address-validator and @dartess's. Neither asks whether
the two keys are points of the curve, as Countersign does, and the checker put together here, which is slower for it:
Countersign is ${moneros.map(({ kind, mine }) => `${timesOf(mine.best / rates[kind][assembled].best)} (${title(kind)})`).join(', ')}.
`

const remark = (rated, name) => (rated[name].correct ? '' : ' (not correct)')
const everyPeer = (rated, list) =>
  table(
    ['best rates', 'Countersign', 'peers, the fastest first'],
    list.map((kind) => [
      title(kind),
      count(rated[kind].run.best),
      peersOf(kind)
        .filter((name) => rated[kind][name] !== undefined)
        .sort((a, b) => rated[kind][b].best - rated[kind][a].best)
        .map((name) => `${name} ${count(rated[kind][name].best)}${remark(rated[kind], name)}`)
        .join(', '),
    ]),
  )

const linesRatio = (kind) => rates[kind].runLines.best / rates[kind].run.best
const viewShare = (kind) => rates[kind]['bare, findings read'].best / rates[kind].bare.best
const ourWays = table(
  [
    'best rates',
    '`check.run(text).outcome`',
    '… and every finding read',
    '`check.runLines`',
    'of `run`',
    '… and put together',
    '`encodeInto` and `countersign_run` alone',
    '… and all findings from the view',
    'of the bare rate',
    '`check.run(text).json`',
  ],
  kinds.map((kind) => {
    const { run, runLines, bare } = rates[kind]
    return [
      title(kind),
      count(run.best),
      count(rates[kind]['run, findings read'].best),
      count(runLines.best),
      timesOf(linesRatio(kind)),
      count(rates[kind]['runLines, and joined'].best),
      count(bare.best),
      count(rates[kind]['bare, findings read'].best),
      percent(viewShare(kind)),
      count(rates[kind]['JSON text'].best),
    ]
  }),
)

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const weight = (bytes) => `${brotli(bytes)} bytes (${bytes.length} raw)`
const depositModule = readFileSync(new URL('countersign-deposit.wasm', packageEntry))
const least = (list, measure) => list.reduce((low, one) => (measure(one) < measure(low) ? one : low))
const goal = (what, found, wanted, met) => [what, found, wanted, verdict(met)]
/** The slowest kind must reach it. */
function slowest(what, measure, say, wanted, met) {
  const kind = least(kinds, measure)
  return goal(`${what} (least: ${title(kind)})`, say(measure(kind)), wanted, met(measure(kind)))
}
const walletCore = firsts['@trustwallet/wallet-core']
const pageFirsts = ['Countersign, ./deposit, compiled in the head', '@trustwallet/wallet-core, without its messages'].map((name) => chromium.firsts[name].own)
const aboveEmpty = (name) => chromium.strengthFirsts[name].ms - chromium.strengthFirsts['an empty page'].ms
const strengthAbove = aboveEmpty('Countersign, strength-en-lite, files named in the head')
const [lineOwn, fetchedAbove] = [chromium.firsts['a script of one line'].own, aboveEmpty('Countersign\'s files, named in the head, only fetched')]
const missed = compared.filter(({ met }) => met === false)
const judged = compared.filter(({ met }) => met !== undefined)
const goals = table(
  ['', 'found', 'goal', ''],
  [
    goal('kinds that reach their goal', `${judged.length - missed.length} of ${judged.length}`, 'all', missed.length === 0),
    slowest('`runLines`, of single calls', linesRatio, timesOf, '> 1×', (ratio) => ratio > 1),
    slowest('outcome and findings from the view, of the bare rate', viewShare, percent, '90 %', (share) => share >= 0.9),
    slowest('verdict as JSON text', (kind) => rates[kind]['JSON text'].best, count, '300 k', (rate) => rate >= 300e3),
    goal('prepare with 5 known addresses, and release', count(prepares.best), '100 k', prepares.best >= 100e3),
    slowest('native `--jsonl`, lines', (kind) => jsonl[kind].best, count, '200 k', (rate) => rate >= 200e3),
    goal(
      'first verdict in Node, of wallet-core\'s',
      `${firsts.Countersign.toFixed(0)} of ${walletCore.toFixed(0)} ms`,
      '1/10',
      firsts.Countersign <= walletCore / 10,
    ),
    goal(
      'first verdict in Chromium from the page\'s first line, of wallet-core\'s',
      `${pageFirsts[0].toFixed(0)} of ${pageFirsts[1].toFixed(0)} ms (compiled in the head); a script of one line: ${lineOwn.toFixed(0)}`,
      '1/10',
      pageFirsts[0] <= pageFirsts[1] / 10,
    ),
    goal(
      'first answer on a password\'s strength in Chromium, above an empty page',
      `${strengthAbove.toFixed(0)} ms; the same files, only fetched: ${fetchedAbove.toFixed(0)}`,
      '40 ms',
      strengthAbove <= 40,
    ),
    goal('module for deposit addresses, brotli 11', weight(depositModule), '60,000', brotli(depositModule) <= 60_000),
    goal('module with all kinds, brotli 11', weight(moduleFile), '124,000', brotli(moduleFile) <= 124_000),
    goal(`largest free block of the module, lost by ${manyRuns.toLocaleString('en')} runs`, `${lost} bytes`, '0', lost === 0),
  ],
)

const soon = table(
  ['import to first verdict in a new Node process', `ms, median of ${visits}`],
  Object.entries(firsts)
    .sort((a, b) => a[1] - b[1])
    .map(([name, ms]) => [name, ms.toFixed(0)]),
)

const inChromium = Object.keys(chromium.rates)
const chromiumRatios = table(
  ratioHead.slice(0, 6).concat('`runLines`'),
  inChromium.map((kind) => [
    ...ratioRow(compare(chromium.rates[kind], kind)).slice(0, 6),
    pair(chromium.rates[kind].runLines),
  ]),
)
const soonInChromium = (what, firsts) =>
  table(
    [`navigation to ${what}, nothing cached`, `ms, median of ${visits}`, 'of that, from the page\'s first line', 'bytes loaded, not compressed'],
    Object.entries(firsts)
      .sort((a, b) => a[1].ms - b[1].ms)
      .map(([name, { ms, own, bytes }]) => [name, ms.toFixed(0), own.toFixed(0), bytes.toLocaleString('en')]),
  )
const chromiumSoon = soonInChromium('first verdict', chromium.firsts)
const chromiumStrength = soonInChromium('how strong a password is', chromium.strengthFirsts)

const nativeTable = table(
  ['one core', 'the typed check in C++', 'floor', 'its rate', 'the check takes', 'goal', '', '`--jsonl`, lines'],
  Object.keys(native).map((kind) => {
    const { check, ...others } = native[kind]
    const names = Object.keys(others).filter((name) => floors[kind]?.test(name))
    const lines = jsonl[kind] === undefined ? '-' : pair(jsonl[kind])
    if (names.length === 0) return [title(kind), pair(check), 'no hash in it', '-', '-', '-', '-', lines]
    const floor = least(names, (name) => -others[name].best)
    const ratio = others[floor].best / check.best
    return [title(kind), pair(check), floor, pair(others[floor]), timesOf(ratio), '1.5×', verdict(ratio <= 1.5), lines]
  }),
)
const floorTable = table(
  ['what was measured as a floor', 'addresses a second'],
  Object.entries(native).flatMap(([kind, { check, ...others }]) =>
    Object.entries(others).map(([name, rate]) => [`${title(kind)}: ${name}`, pair(rate)]),
  ),
)

const beside = (rated, name) => `${pair(rated[name])}; ${timesOf(rated.Countersign.best / rated[name].best)}`
const microseconds = ({ best, median }) => `${(1e6 / best).toFixed(2)} / ${(1e6 / median).toFixed(2)} µs`
const { messages, events, apps, pastes } = codes
const codesTable = table(
  ['one-time codes', 'Countersign', 'peer: its rate; ratio of the best', 'goal', ''],
  [
    ['a message in the module', pair(messages.Countersign), '-', '50 k', verdict(messages.Countersign.best >= 50e3)],
    ['a message in C++', pair(nativeMessages), '-', '200 k', verdict(nativeMessages.best >= 200e3)],
    ['an event of a session', microseconds(events.Countersign), '-', '5 µs', verdict(1e6 / events.Countersign.best <= 5)],
    ["an app's link to the code of now", pair(apps.Countersign), `otpauth: ${beside(apps, 'otpauth')}`, '-', '-'],
    ['the same, beside a link read before', pair(apps.Countersign), `otpauth: ${beside(apps, 'otpauth, link read before')}`, '-', '-'],
    ['a code pasted, perhaps in groups', pair(pastes.Countersign), `input-otp's handler: ${beside(pastes, 'input-otp')}`, '-', '-'],
  ],
)

const { bills, again, amounts, offers } = payments
const paymentsTable = table(
  ['payments', 'Countersign', 'peer: its rate; ratio of the best', 'goal', ''],
  [
    ...Object.keys(bills)
      .filter((name) => name !== 'Countersign')
      .map((name) => ['a bill, from JSON to its verdict', pair(bills.Countersign), `${name}: ${beside(bills, name)}`, '-', '-']),
    ['a bill that was prepared, judged again', pair(again.Countersign), '-', '2.5 M', verdict(again.Countersign.best >= 2.5e6)],
    ['bills as lines of JSON, by the native command', pair(billsAtOnce.native), '-', '-', '-'],
    ['the same by the command of the npm package', pair(billsAtOnce.npm), '-', '-', '-'],
    ['a bill from JSON, in C++', pair(nativeBills['check from JSON']), '-', '-', '-'],
    ['a bill from its struct, in C++', pair(nativeBills.check), '-', '-', '-'],
    ['a bill that was prepared, in C++', pair(nativeBills.again), '-', '10 M', verdict(nativeBills.again.best >= 10e6)],
    ['an amount as it was typed', pair(amounts.Countersign), '-', '-', '-'],
    ['an offer, its signature and all', microseconds(offers.Countersign), `node:crypto and JSON.parse: ${beside(offers, 'node:crypto')}`, '150 µs', verdict(1e6 / offers.Countersign.best <= 150)],
  ],
)

const inModule = 'a key event in the module'
const passwordsTable = table(
  ['passwords', 'Countersign', 'goal', ''],
  Object.entries(passwords).map(([name, rate]) =>
    name === inModule ? [name, microseconds(rate), '5 µs', verdict(1e6 / rate.best <= 5)] : [name, microseconds(rate), '-', '-'],
  ),
)

const limits = {
  'a password of 8 to 16 characters': ['median', 40],
  'a press of a key': ['median', 20],
  'in Chromium: a password of 8 to 16 characters': ['median', 40],
  'in Chromium: a press of a key': ['median', 20],
  'of 256, slow': ['most', 5000],
  'of 8 KiB, slow': ['most', 10_000],
  'English and German: 8 to 16 characters in German': ['median', 40],
  'five languages: of 256, slow': ['most', 5000],
  'five languages: of 8 KiB, slow': ['most', 10_000],
}
const micro = (number) => (number >= 1000 ? `${(number / 1000).toFixed(1)} ms` : `${number.toFixed(1)} µs`)
const spread = ({ median, most99, most }) => [micro(median), micro(most99), micro(most)].join(' / ')
const strengthTable = table(
  ['how strong a password is', 'Countersign', 'peer: its time; ratio of the medians', 'goal', ''],
  Object.entries({ ...strength.lengths, ...chromium.strength }).map(([name, { Countersign: mine, ...others }]) => {
    const [measure, most] = limits[name] ?? []
    const theirs = Object.entries(others).map(([peer, time]) => `${peer}: ${spread(time)}; ${timesOf(time.median / mine.median)}`)
    return [name, spread(mine), theirs.join('<br>') || '-', most ? `${measure === 'median' ? 'half of them' : 'all'} in ${micro(most)}` : '-', most ? verdict(mine[measure] <= most) : '-']
  }),
)
const strengthNative = strength.native
  ? `In C++ ${pair(strength.native.check)} passwords a second; zxcvbn-c ${pair(strength.native['zxcvbn-c'])}, ${timesOf(strength.native.check.best / strength.native['zxcvbn-c'].best)} of the best.`
  : 'The native program was not built.'
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} KB`
const otherPacks = Object.entries(strength.sizes).filter(([name]) => /^strength-(?!en)/.test(name))
const strengthOnce = table(
  ['', 'with brotli', 'first answer of a new Node process', 'its heap and buffers by then'],
  [
    ['strength-en-lite', kilobytes(strength.sizes['strength-en-lite']), strength.firsts['strength-en-lite']],
    ['strength-en', kilobytes(strength.sizes['strength-en']), strength.firsts['strength-en']],
    ['@zxcvbn-ts/core, common and en', kilobytes(strength.sizes['@zxcvbn-ts, common and en']), strength.firsts['@zxcvbn-ts/core']],
    ['zxcvbn', kilobytes(strength.sizes['zxcvbn, its script']), strength.firsts.zxcvbn],
  ].map(([name, size, { ms, megabytes }]) => [name, size, `${ms.toFixed(0)} ms`, `${megabytes.toFixed(1)} MB`]),
)

const minutes = ((performance.now() - began) / 60_000).toFixed(1)
const report = `# Bench

Written by \`./dev bench\` on ${new Date().toISOString().slice(0, 10)} in ${minutes} minutes: Node ${process.version}, ${cpus()[0].model.trim()},
${cpus().length} processors, load ${loadavg()[0].toFixed(2)} at the end. Rates are addresses a second, the best and the median of ${runs} runs over
${each.toLocaleString('en')} new random addresses each, after ${warmUp} ms to warm up; a peer that would take longer than a tenth of a second gets
fewer. Every kind has a process of its own, in which all take turns. Rates differ from machine to machine and with what
else it does; read the ratios.

"Correct" peers look at the checksum, where there is one, and refuse no good address; the fastest of them is the one whose
best run was fastest. The one called ${assembled} is no library but what a careful program would put together
from them (tests/differential/assembled.mjs).

![How many times the fastest correct peer, by kind](results.svg)

## Ratios

${ratioTables}
${moneroNote}
## Other goals

${goals}

## Every peer

${everyPeer(rates, kinds)}

A peer answers yes or no. Countersign also says why, where, and what the next screen must show.

## Ways to call

${ourWays}

\`run\` gets one address after the other and \`runLines\` one text with all of them; "and put together" is for those who
must join them first. \`prepare\` with 5 known addresses and \`release\`: ${pair(prepares)} a second.

## One-time codes

${codesTable}

Messages are those of tests/messages with codes of six digits. Events are sends, answers to them, ticks and what is typed, through
the package. The handler is what input-otp's component does with a pasted text before the field gets it: it takes out spaces
and hyphens, cuts, and looks for digits; a message, other scripts and the session's timing are no question to it.

## Payments

${paymentsTable}

A bill has three lines, a discount and shipping, as decimal texts; every other one is wrong by a cent. The peers add up and compare;
what cannot be read, who explains a difference and what the currency's digits are is no question to them. dinero.js is given
minor units, since it reads no texts.

## Passwords

${passwordsTable}

Keys are pressed in three layouts, with the table of layouts and a profile; no peer looks at key events. "In the module" leaves out
what it takes to read an event of the page.

${strengthTable}

The median, the 99th of a hundred and the most; of ${runs} runs over a text the best counts. Slow texts are repeats, keyboard walks, digits,
signs for letters and words behind each other, and what tests found by searching; peers are asked where they answer within a
second. A press of a key is the whole text anew. ${strengthNative}

${strengthOnce}

Our module's memory is fixed at 16 MiB, and that counts here; of it the full pack and a check take ${kilobytes(strength.memory['strength-en'])}, the small pack and
a check ${kilobytes(strength.memory['strength-en-lite'])}, what a page in German has loaded and a check ${kilobytes(strength.memory.page)}, all five languages and a check ${kilobytes(strength.memory.all)}. Packs of other
languages with brotli: ${otherPacks.map(([name, size]) => `${name} ${kilobytes(size)}`).join(', ')}. zxcvbn-ts' lists are those of the packs, each word with every list's rank.

## How soon

${soon}

## Chromium ${chromium.version}

The peers are those that a page loads as they are, as modules or as the script their package has for pages.

${chromiumRatios}

${everyPeer(chromium.rates, inChromium)}

${chromiumSoon}

${chromiumStrength}

All came from this machine, so that no network is in these times. wallet-core's messages (protobuf) were left out.

## Native

The floor is what the format makes everyone compute, and nothing else: the hash, over the bytes that it is of, and for
Monero both points besides. Here the same addresses are judged again and again; nothing remembers them. All are asked in three moments,
minutes apart; the best counts.

${nativeTable}

${floorTable}
`

console.log(report)
if (!quick && wanted.length === 0) {
  writeFileSync(new URL('results.md', import.meta.url), report)
  writeFileSync(new URL('results.svg', import.meta.url), chart(compared.map((one) => ({ ...one, title: title(one.kind) }))))
}
progress('done')
process.exit()
