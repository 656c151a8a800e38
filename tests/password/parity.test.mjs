// The estimate of password.new beside that of @zxcvbn-ts/core 4.2.0, on the rows of rows.mjs: those whose answers are in
// reference.txt, and 500 asked here and now (5,000 with COUNTERSIGN_LONG=1). parity.md has the figures.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { jsonl, nativeCommand } from '../equality/hosts.mjs'
import { answers, reference } from './reference.mjs'
import { allRows, rows } from './rows.mjs'

const long = process.env.COUNTERSIGN_LONG !== undefined
const all = allRows()
const known = answers()
const ours = new Map()

// Answers are kept with four decimals, so at a limit the score may be either of two.
const scoreOf = (log10, by) => [1e3, 1e6, 1e8, 1e10].filter((limit) => log10 + by >= Math.log10(limit + 5)).length
const least = (log10) => scoreOf(log10, -0.00005)
const most = (log10) => scoreOf(log10, 0.00005)

before(async () => {
  const list = rows(all.length, all)
  const now = { wall: Date.UTC(2026, 5, 15), steady: 0 }
  const lines = await jsonl(nativeCommand, 'password.new', list.map(([, text]) => JSON.stringify({ subject: {}, text, now })).join('\n'))
  lines
    .toString()
    .trimEnd()
    .split('\n')
    .forEach((line, i) => ours.set(list[i][0], JSON.parse(line).details))
})

/** How the answers of `theirs`, [row, log10], lie to ours. */
function compare(theirs) {
  const differences = theirs.map(([row, log10]) => Number(ours.get(row).guessesLog10) - log10)
  const within = (limit) => differences.filter((by) => Math.abs(by) <= limit).length / theirs.length
  return {
    rows: theirs.length,
    within001: within(0.01),
    within005: within(0.05),
    sameScore: theirs.filter(([row, log10]) => ours.get(row).score >= least(log10) && ours.get(row).score <= most(log10)).length / theirs.length,
    stronger: theirs.filter(([row, log10]) => ours.get(row).score > most(log10)).map(([row]) => row),
    worst: Math.max(...differences.map(Math.abs)),
    far: theirs.filter((_, i) => Math.abs(differences[i]) > 0.01).map(([row]) => row),
  }
}
const say = (t, name, { rows, within001, within005, sameScore, stronger, worst }) =>
  t.diagnostic(
    `figure: ${name}: of ${rows} rows ${(100 * within001).toFixed(2)} % within 0.01, ${(100 * within005).toFixed(2)} % within 0.05, ` +
      `same score ${(100 * sameScore).toFixed(2)} %, ${stronger.length} stronger, farthest ${worst.toFixed(3)}`,
  )

test('with ranks as in our table the guesses are those of zxcvbn-ts, and no row is stronger', (t) => {
  assert.ok(known.size >= 20_000, `${known.size} rows are known`)
  const found = compare([...known].map(([row, [ranked]]) => [row, ranked / 10_000]))
  say(t, 'ranks as in our table', found)
  assert.ok(found.within001 >= 0.999)
  assert.ok(found.sameScore >= 0.9995)
  assert.deepEqual(found.stronger, [])
})

test('rows that lie farther are those of words that several lists have: with each in one list alone there is no difference', async (t) => {
  const { far } = compare([...known].map(([row, [ranked]]) => [row, ranked / 10_000]))
  const ask = await reference(8, true)
  const found = compare(far.map((row) => [row, ask(all[row])]))
  t.diagnostic(`rows ${far.join(', ')}: farthest ${found.worst.toFixed(4)}`)
  assert.ok(found.worst <= 0.001)
})

test('with ranks as they are, all but one in a hundred lie within 0.05', (t) => {
  const found = compare([...known].map(([row, [, plain]]) => [row, plain / 10_000]))
  say(t, 'ranks as they are', found)
  assert.ok(found.within005 >= 0.99)
  // A rank may be kept a little higher than it is: such a row was just below the limit of its score.
  for (const row of found.stronger) assert.ok(Math.abs(known.get(row)[0] - known.get(row)[1]) <= 1000)
})

test('rows that are asked now are answered as those that were', async (t) => {
  const ask = await reference(8)
  const list = rows(long ? 5000 : 500, all)
  const found = compare(list.map(([row, text]) => [row, ask(text)]))
  say(t, 'asked now', found)
  assert.ok(found.within001 >= 0.99)
  assert.deepEqual(found.stronger, [])
})
