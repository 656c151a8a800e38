// What the core knows of Unicode's normal forms, against String.prototype.normalize: every code point alone, every mark behind
// every letter that something composes with, and made-up clusters. Code points that this Node does not assign are left out;
// forms of assigned ones never change (UAX #15, section 3).
import assert from 'node:assert/strict'
import test from 'node:test'

import { load } from '../../wasm/dist/index.js'

const long = process.env.COUNTERSIGN_LONG !== undefined
const countersign = await load({ languages: [] })
const now = { wall: 0, steady: 0 }
const forms = ['NFC', 'NFKC', 'NFKD']
const checks = new Map(forms.map((profile) => [profile, countersign.prepare('password.entry', { profile })]))
const changed = (form, text) => checks.get(form).run(text, { now }).findings.some(({ reason }) => reason === 'password.normalised')

const points = []
for (let c = 0x80; c <= 0x10ffff; c++) {
  const character = String.fromCodePoint(c)
  if ((c < 0xd800 || c > 0xdfff) && !/\p{Cn}/u.test(character)) points.push(character)
}
const decomposed = points.filter((one) => one.normalize('NFD') !== one && !/[\uac00-\ud7a3]/.test(one))
const marks = points.filter((one) => /\p{M}|[\u1161-\u11ff]/u.test(one))


test('every code point alone is changed by a form, or not, as Node says', () => {
  for (const form of forms) {
    let plain = []
    const flush = () => {
      // One by one only where all together are not as they should be.
      const text = plain.join('a')
      if (plain.length > 0 && changed(form, text)) for (const one of plain) assert.equal(changed(form, one), false, `${form} ${one.codePointAt(0).toString(16)}`)
      plain = []
    }
    for (const one of points) {
      const expected = one.normalize(form) !== one
      if (expected) {
        assert.equal(changed(form, one), true, `${form} ${one.codePointAt(0).toString(16)}`)
      } else if (!/\p{M}|[\u1100-\u11ff]/u.test(one)) {
        plain.push(one)
        if (plain.length === 500) flush()
      } else {
        assert.equal(changed(form, one), false, `${form} ${one.codePointAt(0).toString(16)}`)
      }
    }
    flush()
  }
})

test('what two compose to is known, whatever stands between', () => {
  let compared = 0
  const compare = (text) => {
    for (const form of forms) {
      const expected = text.normalize(form) !== text
      if (changed(form, text) !== expected)
        assert.fail(`${form} ${[...text].map((c) => c.codePointAt(0).toString(16))}: ${expected ? 'changed' : 'not changed'} by Node`)
      compared++
    }
  }
  for (const one of decomposed) {
    compare(one.normalize('NFD'))
    compare(`x${one.normalize('NFD')}y`)
    compare(one + '\u0323')
  }
  // Made-up clusters: letters that compose, and marks of all classes in any order.
  let state = 1
  const below = (n) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % n
  const bases = [...new Set(decomposed.map((one) => [...one.normalize('NFD')][0])), '\u1112', '\uac00', '\uac01', 'q']
  const seconds = [...new Set(decomposed.flatMap((one) => [...one.normalize('NFD')].slice(1))), '\u1161', '\u11a8']
  for (let i = 0; i < (long ? 300000 : 15000); i++) {
    let text = bases[below(bases.length)]
    for (let n = below(5); n > 0; n--) text += below(3) === 0 ? marks[below(marks.length)] : seconds[below(seconds.length)]
    compare(text + (below(2) === 0 ? bases[below(bases.length)] : ''))
  }
  assert.ok(compared > 40000)
})
