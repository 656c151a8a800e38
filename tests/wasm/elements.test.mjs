// What is said of the elements, against what they are.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { packageFolder } from './package_under_test.mjs'

const source = new URL('src/elements/', packageFolder)
const read = (path) => readFileSync(new URL(path, source), 'utf8')
const all = ['verdict.ts', 'deposit-address.ts', 'otp.ts', 'amount.ts', 'confirm.ts', 'password.ts', ...readdirSync(new URL('parts/', source)).map((name) => `parts/${name}`)].map(read).join('\n')
const manifest = JSON.parse(readFileSync(new URL('custom-elements.json', packageFolder), 'utf8'))
const readme = readFileSync(new URL('README.md', packageFolder), 'utf8')
const declarations = manifest.modules.flatMap((module) => module.declarations)
const names = (list) => [...new Set(declarations.flatMap((one) => one[list].map(({ name }) => name)))].sort()
const found = (pattern) => [...new Set([...all.matchAll(pattern)].flatMap(([, text]) => text.split(/[\s,]+/)))].sort()

test('custom-elements.json is not stale', () => {
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('tools/manifest.mjs', packageFolder)), '--check'])
  assert.equal(status, 0, stderr.toString())
})

test('it lists every part, custom property and attribute that there is, and no other', () => {
  assert.deepEqual(names('cssParts'), found(/part(?:'?:|',) '([\w- ]+)'/g))
  assert.deepEqual(names('cssProperties'), found(/var\((--cs-[\w-]+)/g))
  const observed = [...all.matchAll(/observedAttributes = \[([^\]]*)\]/g)].flatMap(([, list]) => list.match(/[\w-]+/g))
  for (const name of observed) assert.ok(names('attributes').includes(name), name)
})

test('it knows the tags and events that the types know', () => {
  assert.deepEqual(declarations.map(({ tagName }) => tagName).sort(), found(/^    '(cs-[\w-]+)': Cs/gm))
  assert.deepEqual(names('events'), found(/^    '(cs-[\w-]+)': CustomEvent/gm))
})

test('a card hands on all its parts', () => {
  const [, handed] = /cardParts = '([^']+)'/.exec(all)
  const card = declarations.find(({ tagName }) => tagName === 'cs-verdict')
  assert.deepEqual(handed.split(', ').sort(), card.cssParts.map(({ name }) => name).sort())
})

test('README names every attribute, property, part, state, event and slot', () => {
  for (const list of ['attributes', 'members', 'cssParts', 'cssProperties', 'cssStates', 'events', 'slots'])
    for (const name of names(list)) assert.ok(name === '' || readme.includes(`\`${name}\``) || readme.includes(`\`${name}()\``), `${list}: ${name}`)
})
