// The vectors, judged in a browser page under the strict policy: each line equals the native command's, byte for byte.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import test, { after, before } from 'node:test'
import { fileURLToPath } from 'node:url'

import { startBoth } from './harbour.mjs'

const command =
  process.env.COUNTERSIGN_COMMAND ?? fileURLToPath(new URL('../../build/native/native/countersign', import.meta.url))
const { kind, rows } = JSON.parse(readFileSync(new URL('../vectors/deposit.address.json', import.meta.url)))

let harbour
let lines
before(async () => {
  harbour = await startBoth()
  const page = await harbour.open()
  lines = await page.evaluate(
    async ({ kind, rows }) => {
      const { load } = await import('/countersign/index.js')
      const countersign = await load({ languages: [] })
      return rows.map(({ subject, text, copied }) => {
        const check = countersign.prepare(kind, subject)
        const { json } = check.run(text, copied === undefined ? undefined : { copied })
        check.release()
        return json
      })
    },
    { kind, rows },
  )
})
after(() => harbour.end())

test('each row has its outcome and its reasons in the browser', () => {
  rows.forEach((row, i) => {
    const verdict = JSON.parse(lines[i])
    assert.equal(verdict.outcome, row.outcome, `${row.text} (${row.source})`)
    for (const reason of row.reasons) assert.ok(verdict.findings.some((one) => one.reason === reason), `${row.text}: ${reason}`)
  })
})

test('each verdict equals the native command’s, byte for byte', { skip: !existsSync(command) && `there is no ${command}` }, () => {
  const input = rows.map(({ subject, text, copied }) => JSON.stringify({ subject, text, copied })).join('\n')
  const [program, ...first] = command.endsWith('.js') ? [process.execPath, command] : [command]
  const output = execFileSync(program, [...first, 'check', kind, '--jsonl'], { input, encoding: 'utf8' })
  assert.deepEqual(lines, output.trimEnd().split('\n'))
})
