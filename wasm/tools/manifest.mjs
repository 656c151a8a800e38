// Writes custom-elements.json, by which editors and documentation know the elements, from the comments at their classes.
// With --check, writes nothing and fails when the file is not what it would be.
//
// The form is that of custom-elements-manifest 1.0.0.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../src/elements/', import.meta.url)
const file = new URL('../custom-elements.json', import.meta.url)

/** "{type} name - What it is." as its parts. The type is whatever stands in braces that fit. */
function entry(text) {
  let type
  let rest = text
  if (text.startsWith('{')) {
    let depth = 0
    const end = [...text].findIndex((character) => (depth += character === '{' ? 1 : character === '}' ? -1 : 0) === 0)
    type = text.slice(1, end)
    rest = text.slice(end + 1).trim()
  }
  const [, name = '', description = ''] = /^(?:([\w-]+) )?- (.*)$/.exec(rest) ?? fail(`"${text}" has no " - "`)
  return { name, type, description }
}

function fail(what) {
  throw new Error(`manifest: ${what}`)
}

/** The comment of a class: its text, and its tags in order. */
function read(comment) {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''))
  const text = lines.join('\n').split(/\n(?=@)/)
  const description = text[0].trim().replaceAll('\n', ' ')
  const tags = text.slice(1).map((tag) => {
    const [, name, rest] = /^@(\w+) ?([^]*)$/.exec(tag.trim())
    return { name, rest: rest.replaceAll('\n', ' ') }
  })
  return { description, tags }
}

const typed = ({ type, ...rest }) => ({ ...rest, ...(type === undefined ? {} : { type: { text: type } }) })

function declaration(className, { description, tags }) {
  const of = (name) => tags.filter((tag) => tag.name === name).map((tag) => entry(tag.rest))
  const known = new Set(['tag', 'attr', 'prop', 'method', 'fires', 'state', 'slot', 'part', 'cssprop'])
  for (const { name } of tags) if (!known.has(name)) fail(`${className} has the unknown tag @${name}`)
  const readOnly = ' Read only.'
  return {
    kind: 'class',
    name: className,
    description,
    customElement: true,
    tagName: tags.find(({ name }) => name === 'tag').rest,
    superclass: { name: 'HTMLElement' },
    attributes: of('attr').map(typed),
    members: [
      ...of('prop').map(({ description, ...rest }) => ({
        kind: 'field',
        ...typed({ ...rest, description: description.replace(readOnly, '') }),
        ...(description.endsWith(readOnly) ? { readonly: true } : {}),
      })),
      ...of('method').map(({ type, name, description }) => ({ kind: 'method', name, description, return: { type: { text: type } } })),
    ],
    events: of('fires').map(typed),
    slots: of('slot').map(({ name, description }) => ({ name, description })),
    cssParts: of('part').map(({ name, description }) => ({ name, description })),
    cssProperties: of('cssprop').map(({ name, description }) => ({ name, description })),
    cssStates: of('state').map(({ name, description }) => ({ name, description })),
  }
}

const modules = []
for (const name of readdirSync(folder).filter((name) => name.endsWith('.ts')).sort()) {
  const source = readFileSync(new URL(name, folder), 'utf8')
  const found = [...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport class (\w+) extends Base/g)]
  if (found.length === 0) continue
  const path = `dist/elements/${name.replace(/ts$/, 'js')}`
  const declarations = found.map(([, comment, className]) => declaration(className, read(comment)))
  modules.push({
    kind: 'javascript-module',
    path,
    declarations,
    exports: declarations.flatMap(({ name, tagName }) => [
      { kind: 'js', name, declaration: { name, module: path } },
      { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } },
    ]),
  })
}
if (modules.length === 0) fail('there are no elements')

const made = `${JSON.stringify({ schemaVersion: '1.0.0', modules }, undefined, 2)}\n`
let before = ''
try {
  before = readFileSync(file, 'utf8')
} catch {
  // not there yet
}
if (made !== before) {
  if (process.argv.includes('--check')) {
    console.error('manifest: wasm/custom-elements.json is stale; run node wasm/tools/manifest.mjs')
    process.exitCode = 1
  } else writeFileSync(file, made)
}
