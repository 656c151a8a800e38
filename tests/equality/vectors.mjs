// Every row of tests/vectors/ on every host: the verdict lines are equal byte for byte, and say what the row expects.
//
//   node tests/equality/vectors.mjs
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { headerPrograms, javaClasses, jsonl, nativeCommand, npmCommand, output, packageEntry, path } from './hosts.mjs'

const { load } = await import(packageEntry)

const asLine = ({ subject, text, copied }) => JSON.stringify({ subject, text, copied })
const asHex = ({ subject, text, copied }) =>
  [JSON.stringify(subject), text, copied]
    .map((word) => (word === undefined ? '-' : Buffer.from(word).toString('hex')))
    .join(' ')

// Each prints or gives one verdict line a row.
const hosts = {
  'native command': (kind, rows) => jsonl(nativeCommand, kind, rows.map(asLine).join('\n')),
  'npm command': (kind, rows) => jsonl(npmCommand, kind, rows.map(asLine).join('\n')),
  'C, header as C11': (kind, rows) => output(headerPrograms[0], ['lines', kind], rows.map((row) => `${asHex(row)}\n`).join('')),
  'C, header as C++20': (kind, rows) => output(headerPrograms[1], ['lines', kind], rows.map((row) => `${asHex(row)}\n`).join('')),
  async package(kind, rows) {
    const countersign = await load({ languages: [] })
    return rows
      .map(({ subject, text, copied }) => {
        const check = countersign.prepare(kind, subject)
        const verdict = check.run(text, { copied, now: { wall: 0 } })
        const line = verdict.json
        const { outcome, reasons } = seen(JSON.parse(line))
        if (outcome !== verdict.outcome || !isDeepStrictEqual(reasons, verdict.findings.map((one) => one.reason)))
          throw new Error(`package: outcome or findings differ from its own line ${line}`)
        check.release()
        return `${line}\n`
      })
      .join('')
  },
  async 'Java machine'(kind, rows) {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
    try {
      const file = join(folder, 'rows.jsonl')
      writeFileSync(file, rows.map((row) => `${asLine(row)}\n`).join(''))
      return await output('java', ['-cp', javaClasses(), 'VectorLines', file, kind])
    } finally {
      rmSync(folder, { recursive: true })
    }
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
  return ['outcome', 'reasons', 'at'].filter((name) => row[name] !== undefined && !isDeepStrictEqual(row[name], found[name]))
}

let wrong = 0
const say = (text) => {
  if (++wrong <= 20) console.error(text)
}

for (const name of readdirSync(path('tests/vectors')).filter((one) => one.endsWith('.json'))) {
  const { kind, rows } = JSON.parse(readFileSync(path(`tests/vectors/${name}`), 'utf8'))
  if (!(rows?.length > 0)) throw new Error(`${name} has no rows`)
  const answers = await Promise.all(
    Object.entries(hosts).map(async ([host, judge]) => {
      const lines = (await judge(kind, rows)).toString().split('\n')
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
