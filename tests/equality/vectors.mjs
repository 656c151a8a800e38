// Every row of tests/vectors/ on every host: the verdict lines are equal byte for byte, and say what the row expects.
//
//   node tests/equality/vectors.mjs
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { groups } from '../../wasm/tools/groups.mjs'
import { headerPrograms, javaClasses, jsonl, nativeCommand, npmCommand, output, packageEntry, path } from './hosts.mjs'

const { load } = await import(packageEntry)
/** The entry whose module has the group of a kind alone. */
function entryOf(kind) {
  const [group] = Object.entries(groups).find(([, its]) => its.includes(kind))
  return import(new URL(`${group}.js`, packageEntry))
}
const { layouts } = await import(new URL('layouts.js', packageEntry))
const { zones } = await import(new URL('zones.js', packageEntry))

// A row's moments are { wall, steady }, an instant or milliseconds the one, milliseconds the other. Without one it is 0.
const moment = (now = { wall: 0, steady: 0 }) => ({
  wall: typeof now.wall === 'number' ? now.wall : Date.parse(now.wall),
  steady: now.steady,
})
const asLine = ({ subject, text, copied, now, events }) =>
  JSON.stringify({
    subject,
    text,
    copied,
    now: moment(now),
    events: events?.map(({ tell, observe, text, now }) => ({ tell, observe, text, now: moment(now) })),
  })
const keyEventMembers = [
  ...['type', 'code', 'key', 'inputType'],
  ...['capsLock', 'numLock', 'shift', 'ctrl', 'alt', 'meta', 'altGraph', 'repeat', 'isComposing'],
  ...['location', 'keyCode', 'valueLength', 'selectionStart', 'selectionEnd'],
]
// What tests/door/header.c reads behind a moment.
const asEvent = ({ tell, observe, text }) => {
  if (tell) return JSON.stringify(tell)
  if (text !== undefined) return `=${Buffer.from(text).toString('hex')}`
  return observe ? `^${keyEventMembers.map((name, i) => (i < 4 ? (observe[name] ?? '') : Number(observe[name] ?? -1))).join('\t')}` : ''
}
const asHex = ({ subject, text, copied, now, events }) =>
  [
    JSON.stringify(subject),
    text,
    copied,
    now &&
      [...(events ?? []), { now }]
        .map(({ now, ...event }) => `${moment(now).wall} ${moment(now).steady} ${asEvent(event)}\n`)
        .join(''),
  ]
    .map((word) => (word === undefined ? '-' : Buffer.from(word).toString('hex')))
    .join(' ')

const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
process.on('exit', () => rmSync(folder, { recursive: true }))
const file = (name, text) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
// Two commands read it at the same time.
const keyFiles = new Map()
function keyFile(key) {
  if (key && !keyFiles.has(key.id)) keyFiles.set(key.id, file(`${key.id}.key`, JSON.stringify(key)))
  return keyFiles.get(key?.id)
}
const keyWords = (key) => (key ? [key.id, key.publicKey] : [])

async function inPackage(load, kind, rows, key) {
  const countersign = await load({ languages: [] })
  for (const table of [layouts, zones]) countersign.loadTable(await table())
  for (const name of ['en', 'de', 'es', 'fr', 'pt'])
    countersign.loadTable(readFileSync(new URL(`strength-${name}.bin`, packageEntry)))
  if (key) countersign.trust(key.id, Buffer.from(key.publicKey, 'hex'))
  return rows
    .map(({ subject, text, copied, now, events }) => {
      const check = countersign.prepare(kind, subject)
      for (const { tell, observe, text, now } of events ?? []) {
        if (tell) check.tell(tell, moment(now))
        else if (observe) check.observe(observe, moment(now))
        else check.run(text, { now: moment(now) })
      }
      const verdict = check.run(text, { copied, now: moment(now) })
      const line = verdict.json
      const { outcome, reasons } = seen(JSON.parse(line))
      if (outcome !== verdict.outcome || !isDeepStrictEqual(reasons, verdict.findings.map((one) => one.reason)))
        throw new Error(`package: outcome or findings differ from its own line ${line}`)
      check.release()
      return `${line}\n`
    })
    .join('')
}

// Each prints or gives one verdict line a row. `key` is the one that documents in the subjects are signed with, if any are.
const hosts = {
  'native command': (kind, rows, key) => jsonl(nativeCommand, kind, rows.map(asLine).join('\n'), [0], keyFile(key)),
  'npm command': (kind, rows, key) => jsonl(npmCommand, kind, rows.map(asLine).join('\n'), [0], keyFile(key)),
  'C, header as C11': (kind, rows, key) =>
    output(headerPrograms[0], ['lines', kind, ...keyWords(key)], rows.map((row) => `${asHex(row)}\n`).join('')),
  'C, header as C++20': (kind, rows, key) =>
    output(headerPrograms[1], ['lines', kind, ...keyWords(key)], rows.map((row) => `${asHex(row)}\n`).join('')),
  package: (kind, rows, key) => inPackage(load, kind, rows, key),
  'package, its group alone': async (kind, rows, key) => inPackage((await entryOf(kind)).load, kind, rows, key),
  'Java machine': (kind, rows, key) => {
    const lines = file('rows.jsonl', rows.map((row) => `${asLine(row)}\n`).join(''))
    return output('java', ['-cp', javaClasses(), 'VectorLines', lines, kind, ...keyWords(key)])
  },
}

function seen(verdict) {
  return {
    outcome: verdict.outcome,
    reasons: verdict.findings.map((one) => one.reason),
    at: verdict.findings.flatMap((one) => one.at ?? []),
  }
}

/** What of a row's expectation the line does not meet. */
function unmet(row, line) {
  const found = seen(JSON.parse(line))
  const said = ['outcome', 'reasons', 'at'].filter((name) => row[name] !== undefined && !isDeepStrictEqual(row[name], found[name]))
  const { details } = JSON.parse(line)
  const held = Object.keys(row.details ?? {}).filter((name) => !isDeepStrictEqual(row.details[name], details[name]))
  return [...said, ...held.map((name) => `details.${name}`)]
}

let wrong = 0
const say = (text) => {
  if (++wrong <= 20) console.error(text)
}

for (const name of readdirSync(path('tests/vectors')).filter((one) => one.endsWith('.json'))) {
  const { kind, rows, key } = JSON.parse(readFileSync(path(`tests/vectors/${name}`), 'utf8'))
  if (!(rows?.length > 0)) throw new Error(`${name} has no rows`)
  const answers = await Promise.all(
    Object.entries(hosts).map(async ([host, judge]) => {
      const lines = (await judge(kind, rows, key)).toString().split('\n')
      if (lines.pop() !== '' || lines.length !== rows.length)
        say(`${name}, ${host}: ${lines.length} lines for ${rows.length} rows, or the last one is not ended`)
      return { host, lines }
    }),
  )
  const [first, ...others] = answers
  rows.forEach((row, i) => {
    const line = first.lines[i]
    for (const what of unmet(row, line)) say(`${name}, row ${i + 1} (${row.source}): not the ${what} expected\n  ${line}`)
    for (const { host, lines } of others)
      if (lines[i] !== line) say(`${name}, row ${i + 1} (${row.source}):\n  ${first.host}: ${line}\n  ${host}: ${lines[i]}`)
  })
  console.log(`${name}: ${rows.length} rows on ${answers.length} hosts (${answers.map(({ host }) => host).join('; ')})`)
}
if (wrong > 0) {
  console.error(`${wrong} differences`)
  process.exit(1)
}
