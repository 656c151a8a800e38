// The estimate of password.new beside that of @zxcvbn-ts/core 4.2.0, on the rows of rows.mjs: those whose answers are in
// reference.txt and the like, and some asked here and now (all of them with COUNTERSIGN_LONG=1, by as many threads as there are
// processors). parity.md has the figures.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import { packageEntry } from '../equality/hosts.mjs'
import { answers, answersTo } from './reference.mjs'
import { allRows, languages, rows, rowsIn } from './rows.mjs'

const { load } = await import(packageEntry)
const long = process.env.COUNTERSIGN_LONG !== undefined
const threads = long ? availableParallelism() : 1
const all = allRows()
const known = answers()

// Answers are kept with four decimals, so at a limit the score may be either of two.
const scoreOf = (log10, by) => [1e3, 1e6, 1e8, 1e10].filter((limit) => log10 + by >= Math.log10(limit + 5)).length
const least = (log10) => scoreOf(log10, -0.00005)
const most = (log10) => scoreOf(log10, 0.00005)

const countersign = await load({ languages: [] })
for (const name of ['en', ...Object.keys(languages)]) countersign.loadTable(readFileSync(new URL(`strength-${name}.bin`, packageEntry)))

/** Our details of a list of [row, text], by row. */
function judge(list, subject = {}) {
  const check = countersign.prepare('password.new', subject)
  const now = { wall: Date.UTC(2026, 5, 15), steady: 0 }
  const found = new Map(list.map(([row, text]) => [row, check.run(text, { now }).details]))
  check.release()
  return found
}
const ours = judge(rows(all.length, all))

/** How the answers of `theirs`, [row, log10], lie to ours. */
function compare(theirs, ours) {
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
  const found = compare([...known].map(([row, [ranked]]) => [row, ranked / 10_000]), ours)
  say(t, 'ranks as in our table', found)
  assert.ok(found.within001 >= 0.999)
  assert.ok(found.sameScore >= 0.9995)
  assert.deepEqual(found.stronger, [])
})

test('rows that lie farther are those of words that several lists have: with each in one list alone there is no difference', async (t) => {
  const { far } = compare([...known].map(([row, [ranked]]) => [row, ranked / 10_000]), ours)
  const found = compare(await answersTo(far.map((row) => [row, all[row]]), { steps: 8, once: true }), ours)
  t.diagnostic(`rows ${far.join(', ')}: farthest ${found.worst.toFixed(4)}`)
  assert.ok(found.worst <= 0.001)
})

test('with ranks as they are, all but one in a hundred lie within 0.05', (t) => {
  const found = compare([...known].map(([row, [, plain]]) => [row, plain / 10_000]), ours)
  say(t, 'ranks as they are', found)
  assert.ok(found.within005 >= 0.99)
  // A rank may be kept a little higher than it is: such a row was just below the limit of its score.
  for (const row of found.stronger) assert.ok(Math.abs(known.get(row)[0] - known.get(row)[1]) <= 1000)
})

test('rows that are asked now are answered as those that were', async (t) => {
  const found = compare(await answersTo(rows(long ? all.length : 500, all), { steps: 8 }, threads), ours)
  say(t, 'asked now', found)
  assert.ok(found.within001 >= (long ? 0.999 : 0.99))
  assert.deepEqual(found.stronger, [])
})

for (const language of Object.keys(languages))
  test(`with the words of ${language} beside the English ones the guesses are those of zxcvbn-ts with both`, async (t) => {
    const all = rowsIn(language)
    const known = answers(language)
    const ours = judge(rows(all.length, all), { languages: [language] })
    assert.equal(known.size, all.length)
    const ranked = compare([...known].map(([row, [ranked]]) => [row, ranked / 10_000]), ours)
    say(t, `${language}, ranks as in our table`, ranked)
    assert.ok(ranked.within001 >= 0.995)
    assert.ok(ranked.sameScore >= 0.9995)
    assert.deepEqual(ranked.stronger, [])
    // Words that lists of both languages have are commoner than those that two lists of one have. With each in one list alone
    // there is no difference.
    const once = compare(await answersTo(ranked.far.map((row) => [row, all[row]]), { steps: 8, once: true, of: [language] }), ours)
    t.diagnostic(`${language}: rows ${ranked.far.join(', ')}: farthest ${once.worst.toFixed(4)} with each word in one list alone`)
    assert.ok(once.worst <= 0.001)
    const plain = compare([...known].map(([row, [, plain]]) => [row, plain / 10_000]), ours)
    say(t, `${language}, ranks as they are`, plain)
    assert.ok(plain.within005 >= 0.99)
    for (const row of plain.stronger) assert.ok(Math.abs(known.get(row)[0] - known.get(row)[1]) <= 1000)
    const asked = compare(await answersTo(rows(long ? all.length : 25, all), { steps: 8, of: [language] }, threads), ours)
    say(t, `${language}, asked now`, asked)
    assert.ok(asked.within001 >= (long ? 0.995 : 0.96))
    assert.deepEqual(asked.stronger, [])
    // Without the language its words are strange: the lists are in use.
    const without = judge(rows(all.length, all))
    const weaker = [...ours].filter(([row, { guessesLog10 }]) => Number(guessesLog10) < Number(without.get(row).guessesLog10) - 0.3).length
    t.diagnostic(`figure: ${language}: ${weaker} of ${all.length} rows take less than half the guesses with its words`)
    assert.ok(weaker > all.length / 4)
  })
