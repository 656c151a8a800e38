// The table of time zones beside Intl, which is ICU's: every zone, on a day of each month from 2000 to 2040 and on both sides of
// each change; and the day on which the core lets a lock end. What differs is listed by the two releases of the tz database; where
// nobody has listed two of them, a few zones may differ, as they do from one release to the next.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { jsonl, nativeCommand } from '../equality/hosts.mjs'
import { seeded } from '../password/rows.mjs'

const minute = 60_000
const from = Date.UTC(2000, 0, 1) / minute
const until = Date.UTC(2041, 0, 1) / minute
const [head, ...lines] = readFileSync(new URL('../../core/tables/zones.txt', import.meta.url), 'utf8').trimEnd().split('\n')
const release = head.replace('# tzdata ', '')

/**
 * Our release and ICU's: zones that Intl does not know, and those whose offsets differ: when, ours, theirs. As the releases' news
 * tell it: Moldova (2026a), British Columbia (2026b), Alberta and Morocco (2026c), the Northwest Territories (2026d), Manitoba
 * and what of Ontario follows it (2026e), Cuba (2026f).
 */
const known = {
  '2026f 2025c': {
    unknown: [],
    differ: {
      'Africa/Casablanca': '2026-09-20T01:00 0 60',
      'Africa/El_Aaiun': '2026-09-20T01:00 0 60',
      'America/Edmonton': '2026-11-01T08:00 -360 -420',
      'America/Havana': '2026-11-05T12:00 -240 -300',
      'America/Inuvik': '2026-11-01T08:00 -360 -420',
      'America/Rainy_River': '2026-11-01T07:00 -300 -360',
      'America/Vancouver': '2026-11-01T09:00 -420 -480',
      'America/Winnipeg': '2026-11-01T07:00 -300 -360',
      'America/Yellowknife': '2026-11-01T08:00 -360 -420',
      'Canada/Central': '2026-11-01T07:00 -300 -360',
      'Canada/Mountain': '2026-11-01T08:00 -360 -420',
      'Canada/Pacific': '2026-11-01T09:00 -420 -480',
      'Cuba': '2026-11-05T12:00 -240 -300',
      'Europe/Chisinau': '2022-03-27T00:59 120 180',
      'Europe/Tiraspol': '2022-03-27T00:59 120 180',
    },
  },
  '2026f 2026c': {
    unknown: [],
    differ: {
      'America/Havana': '2026-11-05T12:00 -240 -300',
      'America/Inuvik': '2026-11-01T08:00 -360 -420',
      'America/Rainy_River': '2026-11-01T07:00 -300 -360',
      'America/Winnipeg': '2026-11-01T07:00 -300 -360',
      'Canada/Central': '2026-11-01T07:00 -300 -360',
      'Cuba': '2026-11-05T12:00 -240 -300',
    },
  },
}
const listed = known[`${release} ${process.versions.tz}`]

// --- ours ---

/** The minute of a month's nth weekday (5: the last), `at` minutes after the midnight before it, not shifted by any offset. */
function ruled(year, change) {
  const [day, at] = change.split('/')
  const [month, week, weekday] = day.split('.').map(Number)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  let date = 1 + ((weekday - first + 7) % 7) + 7 * (week - 1)
  if (date > days) date -= 7
  return Date.UTC(year, month - 1, date) / minute + Number(at)
}

/** [minute, offset] of each change, ascending, of which the first is the offset in 2000. */
function changesOf(line) {
  const [start, rule, rest] = line.split(';')
  const numbers = rest.trim() === '' ? [] : rest.trim().split(' ').map(Number)
  const changes = [[from, Number(start.split(' ')[2])]]
  for (let i = 0; i < numbers.length; i += 2) changes.push([numbers[i], numbers[i + 1]])
  const [standard, summer, begin, end] = rule.trim().split(' ')
  if (begin === undefined) return changes
  // Without a change of its own a zone has had its rule since before 2000.
  const last = numbers.length > 0 ? changes.at(-1)[0] : -Infinity
  const later = []
  for (let year = 1999; year <= 2041; year++)
    later.push([ruled(year, begin) - Number(standard), Number(summer)], [ruled(year, end) - Number(summer), Number(standard)])
  const all = [...changes, ...later.sort(([a], [b]) => a - b).filter(([at]) => at > last && at < until)]
  return numbers.length > 0 ? all : all.slice(1)
}
const histories = new Map(lines.filter((line) => line.startsWith('history ')).map((line) => [line.split(' ')[1], changesOf(line)]))
const zones = lines.filter((line) => line.startsWith('zone ')).map((line) => line.split(' ').slice(1))
const offsetAt = (changes, at) => changes.findLast(([begin]) => begin <= at)[1]

// --- theirs ---

function intlOffset(name) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' })
  return (at) => {
    const found = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(at * minute))
    if (found === null) throw new Error(`${name}: ${format.format(at * minute)}`)
    return found[1] === undefined ? 0 : (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]))
  }
}

const when = (at) => new Date(at * minute).toISOString().slice(0, 16)

/** Where the offsets are others, and which zones Intl does not know. */
function compareAll() {
  const random = seeded(2040)
  const months = []
  for (let year = 2000; year <= 2040; year++) for (let month = 0; month < 12; month++) months.push(Date.UTC(year, month, 1 + Math.floor(random() * 28), 12) / minute)
  const unknown = []
  const differ = {}
  let compared = 0
  for (const [name, number] of zones) {
    let theirs
    try {
      theirs = intlOffset(name)
    } catch {
      unknown.push(name)
      continue
    }
    const changes = histories.get(number)
    const places = [...months, ...changes.flatMap(([at]) => [at - 1, at])].filter((at) => at >= from && at < until).sort((a, b) => a - b)
    for (const at of places) {
      const ours = offsetAt(changes, at)
      const other = theirs(at)
      compared++
      // The first place alone: what follows mostly hangs on it.
      if (ours !== other) differ[name] ??= `${when(at)} ${ours} ${other}`
    }
  }
  return { unknown, differ, compared }
}
const { unknown, differ, compared } = compareAll()
const changed = new Set([...unknown, ...Object.keys(differ)])

test('every zone has the offsets of Intl, but for what changed between both releases', (t) => {
  t.diagnostic(`figure: zones: ${zones.length} of tzdata ${release} beside ICU's ${process.versions.tz}: ${compared} offsets, ${Object.keys(differ).length} zones differ, ${unknown.length} unknown there`)
  assert.ok(zones.length > 550 && compared > 300_000)
  if (listed !== undefined) return assert.deepEqual({ unknown, differ }, listed)
  t.diagnostic(`nobody has listed what differs between ${release} and ${process.versions.tz}: ${JSON.stringify({ unknown, differ })}`)
  // As tests/core/zones_test.cpp has it.
  assert.ok(changed.size < zones.length / 20, JSON.stringify({ unknown, differ }))
})

test('a lock ends where the date of its zone becomes another, as Intl tells dates', async () => {
  const random = seeded(24)
  const asked = zones.flatMap(([name]) =>
    Array.from({ length: 8 }, () => [name, from + Math.floor(random() * (until - from - 4 * 24 * 60))]).filter(
      ([zone]) => !changed.has(zone),
    ),
  )
  const lines = asked.map(([policyZone, at]) => JSON.stringify({ subject: { state: 'locked', lockedAt: new Date(at * minute).toISOString(), policyZone }, now: { wall: at * minute, steady: 0 } }))
  const answers = (await jsonl(nativeCommand, 'signin.status', lines.join('\n'))).toString().trimEnd().split('\n')
  assert.equal(answers.length, asked.length)
  const formats = new Map()
  answers.forEach((answer, i) => {
    const [timeZone, at] = asked[i]
    if (!formats.has(timeZone)) formats.set(timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }))
    const date = (ms) => formats.get(timeZone).format(ms)
    const end = Date.parse(JSON.parse(answer).details.unlockAt)
    const locked = date(at * minute)
    assert.ok(end > at * minute && date(end) > locked && date(end - 1) === locked, `${timeZone}: locked ${when(at)}, until ${new Date(end).toISOString()}`)
  })
})
