// node native/docs/reference.mjs FOLDER: writes kinds.md (every kind with the schema of its subject and details) and
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

function kinds() {
  const parts = ['# Kinds\n\nEvery question there is. `countersign schema KIND` prints the same as JSON Schema.\n']
  for (const kind of run('kinds').trimEnd().split('\n'))
    parts.push(`## ${kind}\n\n~~~~~{.json}\n${JSON.stringify(JSON.parse(run('schema', kind)), null, 2)}\n~~~~~\n`)
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
