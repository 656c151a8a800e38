// The package in a page under the strict policy: every row of the vectors is answered as in Node, byte for byte, in words,
// too.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { importPackage, policy } from '../../web-demo/server.mjs'

const vectors = readFileSync(new URL('../vectors/deposit.address.json', import.meta.url), 'utf8')
const languages = ['en', 'zh-Hans']

/** Runs in Node and in the page. */
async function judgeRows({ load }, { kind, rows }, languages) {
  const countersign = await load({ languages })
  return rows.map(({ subject, text, copied }) => {
    const check = countersign.prepare(kind, subject)
    const verdict = check.run(text, copied === undefined ? undefined : { copied })
    const words = languages.map((tag) => [verdict.headline(tag), verdict.explain(tag)])
    const line = `${verdict.json} ${JSON.stringify(words)}`
    check.release()
    return line
  })
}

export default ({ visit }) => {
  test('every vector is answered as in Node, byte for byte', async () => {
    const expected = await judgeRows(await importPackage(), JSON.parse(vectors), languages)
    assert.ok(expected.length > 700)
    await visit('/the-tests/judge.html', async (page) => {
      const lines = await page.until(() => window.lines)
      assert.equal(lines.length, expected.length)
      lines.forEach((line, i) => assert.equal(line, expected[i]))
    }, {
      files: {
        '/the-tests/judge.html': {
          body: '<!doctype html><html lang="en"><head><title>Rows</title></head><script type="module" src="judge.js"></script></html>',
          headers: { 'Content-Security-Policy': policy },
        },
        '/the-tests/judge.js': `
          import * as countersign from '/countersign/index.js'
          ${judgeRows}
          const vectors = await (await fetch('vectors.json')).json()
          window.lines = await judgeRows(countersign, vectors, ${JSON.stringify(languages)})`,
        '/the-tests/vectors.json': vectors,
      },
    })
  })
}
