// The module as JavaScript, by binaryen's wasm2js. What that program of Debian's cannot lower is lowered before it; it
// refuses whatever else there may be one day, so that nothing is lost unseen.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const features = ['--mvp-features', '--enable-bulk-memory', '--enable-mutable-globals', '--enable-sign-ext']

function endOf(text, start) {
  let depth = 0
  for (let i = start; ; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) return i + 1
  }
}

const shiftOf = { extend8_s: 56, extend16_s: 48, extend32_s: 32 }

/**
 * Sign extension becomes two shifts. Saturating conversion becomes the plain one, which in JavaScript cannot trap; they
 * differ only where C++ has no answer either.
 */
function lower(text) {
  for (let from = 0; ;) {
    const found = /\((i64\.(extend(?:8|16|32)_s)|(i\d\d\.trunc)_sat(_f64_[su]))\s/g
    found.lastIndex = from
    const match = found.exec(text)
    if (match === null) return text
    const end = endOf(text, match.index)
    const operand = text.slice(found.lastIndex, end - 1)
    const shift = shiftOf[match[2]]
    const instead =
      shift === undefined
        ? `(${match[3]}${match[4]} ${operand})`
        : `(i64.shr_s (i64.shl ${operand} (i64.const ${shift})) (i64.const ${shift}))`
    text = text.slice(0, match.index) + instead + text.slice(end)
    from = match.index
  }
}

/**
 * wasm2js writes a script that starts one program, once. Ours starts one on each call: the whole script becomes a
 * function, because some of what belongs to a program stands beside it.
 */
function asFunction(script) {
  const wanted = /^import \{ (\w+) \} from '(\w+)';\n/
  const imported = wanted.exec(script)
  const exported = script.indexOf('export var ')
  const [, program] = /^var (\w+) = asmFunc\(/m.exec(script) ?? []
  if (imported?.[1] !== 'proc_exit' || imported[2] !== 'wasi_snapshot_preview1' || !program || exported < 0)
    throw new Error('wasm2js: its script has another form than this tool knows')
  return `export default function start({ proc_exit }) {
${script.slice(imported[0].length, exported)}return ${program}
}
`
}

/** Writes the module as a script, unless `folder` has it already, and gives its path. */
export function wasm2js(module, folder) {
  const hash = createHash('sha256').update(readFileSync(module)).update(readFileSync(new URL(import.meta.url)))
  const made = join(folder, `countersign-${hash.digest('hex').slice(0, 16)}.js`)
  if (existsSync(made)) return made
  // What earlier modules became is of no use any more.
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const own = mkdtempSync(join(folder, 'making-'))
  const [text, lowered, script] = ['module.wat', 'lowered.wasm', 'script.js'].map((name) => join(own, name))
  try {
    execFileSync('wasm-dis', [module, '-o', text])
    writeFileSync(text, lower(readFileSync(text, 'utf8')))
    execFileSync('wasm-as', [...features, text, '-o', lowered])
    execFileSync('wasm2js', [...features, '-O', lowered, '-o', script])
    writeFileSync(script, asFunction(readFileSync(script, 'utf8')))
    renameSync(script, made)
  } finally {
    rmSync(own, { recursive: true })
  }
  return made
}
