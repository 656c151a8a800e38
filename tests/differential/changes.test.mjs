// One changed character, or two swapped neighbours, in every valid row of tests/vectors/deposit.address.json.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { packageEntry } from '../equality/hosts.mjs'
import { judges } from './assembled.mjs'
import { isValid } from './compare.mjs'

const { load } = await import(packageEntry)
const { kind, rows } = JSON.parse(readFileSync(new URL('../vectors/deposit.address.json', import.meta.url)))

const printable = Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i))

function changes(text) {
  const made = new Set()
  for (let at = 0; at < text.length; at++) {
    for (const letter of printable) made.add(text.slice(0, at) + letter + text.slice(at + 1))
    if (at + 1 < text.length) made.add(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))
  }
  made.delete(text)
  return [...made]
}

/** What cannot be refused, and why. Each must occur, so that none is here for nothing. */
const excuses = {
  'the network has no checksum at all, and the verdict says so': (text, before, reasons) =>
    reasons.includes('deposit.network-without-checksum'),
  'this spelling has no checksum, and the verdict says so': (text, before, reasons) =>
    reasons.includes('deposit.no-checksum'),
  'TON: the same bytes in the other alphabet of Base64 (TEP-2 allows both)': (text, before) =>
    /^[-+/_\w]{48}$/.test(text) && Buffer.from(text, 'base64').equals(Buffer.from(before, 'base64')),
}
// Where a checksum has 16 bits (SS58), one changed text in 65,536 fits by chance. EIP-55's has one bit a letter, and
// these addresses have few letters, all of one case, so that changing one can give a text that is right by chance. Each
// such text, and what it was made of.
const coincidences = {
  '0x52908400f98527886E0F7030069857D2E4169EE7': '0x52908400098527886E0F7030069857D2E4169EE7',
  '0x52908400098527886E0F7b30069857D2E4169EE7': '0x52908400098527886E0F7030069857D2E4169EE7',
  '0xde709A2102306220921060314715629080e2fb77': '0xde709f2102306220921060314715629080e2fb77',
}

test('every changed character or swap in a valid vector is refused, or listed with why it cannot be', async () => {
  const countersign = await load({ languages: [] })
  const used = new Set()
  const missed = []
  let count = 0
  for (const { subject, text, outcome, copied } of rows) {
    // White space around an address is not part of it, and `copied` and `known` would refuse by themselves.
    if (!isValid(outcome) || copied !== undefined || subject.known !== undefined || !/^[!-~]+$/.test(text)) continue
    const check = countersign.prepare(kind, subject)
    const texts = changes(text)
    const answers = check.runLines(texts.join('\n'))
    count += texts.length
    assert.equal(answers.length, texts.length)
    texts.forEach((changed, i) => {
      if (!isValid(answers[i])) return
      const reasons = check.run(changed).findings.map((finding) => finding.reason)
      const excuse = Object.entries(excuses).find(([, holds]) => holds(changed, text, reasons))?.[0]
      if (excuse !== undefined) used.add(excuse)
      else if (coincidences[changed] === text) used.add(changed)
      else missed.push(`${JSON.stringify(subject)} ${text} -> ${changed}`)
    })
    check.release()
  }
  console.log(`note: ${count} changed texts`)
  assert.deepEqual(missed, [])
  for (const changed of Object.keys(coincidences)) assert.ok(judges.ETH(changed), changed)
  assert.deepEqual(
    [...Object.keys(excuses), ...Object.keys(coincidences)].filter((one) => !used.has(one)),
    [],
  )
})
