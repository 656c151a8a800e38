// node native/docs/reference.mjs FOLDER: writes kinds.md (every kind with the members of its subject and details) and
// reasons.md (every reason with its number, grade, parameters and English words) from what the native command prints.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = process.argv[2]
if (!folder) {
  console.error('usage: node native/docs/reference.mjs FOLDER')
  process.exit(2)
}
const root = new URL('../../', import.meta.url)
const command = process.env.COUNTERSIGN_COMMAND ?? fileURLToPath(new URL('build/native/native/countersign', root))
const run = (...words) => execFileSync(command, words, { encoding: 'utf8', maxBuffer: 64 << 20 })

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')

// --- schemas as tables ---

const isNull = ({ type }) => type === 'null'

function typeOf(schema) {
  const { anyOf, type, items, maxItems, maxLength, format, pattern } = schema
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((one) => `\`${one}\``).join(', ')
  if (anyOf) return [...anyOf.filter((one) => !isNull(one)).map(typeOf), ...(anyOf.some(isNull) ? ['or null'] : [])].join(' ')
  if (type === 'array') return `list${maxItems === undefined ? '' : ` of at most ${maxItems}`}: ${typeOf(items)}`
  if (type === 'integer') return 'whole number'
  return [Array.isArray(type) ? type.join(' or ') : (type ?? 'anything'), format, pattern && `\`${pattern}\``, maxLength && `at most ${maxLength}`].filter(Boolean).join(', ')
}

/** One row for each member, however deep: "known[].address". */
function members({ anyOf, properties, items, required = [] }, path = '') {
  if (anyOf) return anyOf.flatMap((one) => members(one, path))
  if (items) return members(items, `${path}[]`)
  return Object.entries(properties ?? {}).flatMap(([name, schema]) => {
    const place = path === '' ? name : `${path}.${name}`
    return [[`\`${place}\``, typeOf(schema), required.includes(name) ? 'yes' : ''], ...members(schema, place)]
  })
}

function kinds() {
  const flags = Object.fromEntries(
    [...readFileSync(new URL('core/door/kinds.def', root), 'utf8').matchAll(/^COUNTERSIGN_KIND\("([^"]+)", [\w:]+, ([^)]*)\)/gm)].map(([, kind, its]) => [kind, its]),
  )
  const all = run('kinds').trimEnd().split('\n')
  const list = all.map((kind) => `- [${kind}](#${kind.replace('.', '-')})`)
  const parts = [
    '# Kinds\n\nEvery question there is, what it is asked with and what its verdict has in `details`. What the members mean stands with the structs of the same room; `countersign schema KIND` prints all of this as JSON Schema.\n',
    `${list.join('\n')}\n`,
  ]
  for (const kind of all) {
    const { subject, details } = JSON.parse(run('schema', kind)).properties
    const has = (flag) => flags[kind].includes(flag)
    const input = !has('takes_text') ? 'takes no text' : `takes a text${has('second_slot') ? ' and a second one' : ''}${has('secret') ? ', which is a secret and is wiped' : ''}`
    const part = (name, schema) => {
      const rows = members(schema)
      return `### ${name}\n\n${rows.length === 0 ? 'Nothing.' : table(['member', 'type', name === 'Subject' ? 'needed' : 'always there'], rows)}\n`
    }
    parts.push(`## ${kind} {#${kind.replace('.', '-')}}\n\nIt ${input}.\n`, part('Subject', subject), part('Details', details))
  }
  return parts.join('\n')
}

function reasons() {
  const list = readFileSync(new URL('core/vocabulary/reasons.def', root), 'utf8')
  const words = JSON.parse(readFileSync(new URL('core/words/en.json', root), 'utf8')).reasons
  const rows = [...list.matchAll(/^COUNTERSIGN_REASON\((\d+), \w+, "([^"]+)", (\w+), "([^"]*)"\)/gm)].map(
    ([, number, slug, grade, parameters]) => {
      const { text, next = '' } = words[slug] ?? {}
      const say = (one) => (typeof one === 'string' ? one : Object.values(one ?? {}).at(-1) ?? '')
      return [number, `\`${slug}\``, grade, parameters.replaceAll(' ', ', '), say(text), say(next)]
    },
  )
  return `# Reasons\n\n${table(['number', 'reason', 'grade', 'parameters', 'in English', 'next step'], rows)}\n`
}

mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'kinds.md'), kinds())
writeFileSync(join(folder, 'reasons.md'), reasons())
