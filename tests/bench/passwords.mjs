// How strong a password is, in a process of its own: passwords as people make them (tests/password/rows.mjs), what a press of a
// key costs while one is typed, texts that are slow to judge, sizes, the first answer, memory; beside @zxcvbn-ts/core with its
// common and English lists, zxcvbn, and Debian's zxcvbn-c. All take turns; of the runs over a text the best counts.
//
//   node tests/bench/passwords.mjs RUNS EACH WARM-UP
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { packageEntry, path } from '../equality/hosts.mjs'
import { languages, rowsIn, seeded, typicalLength, typicalRows } from '../password/rows.mjs'
import { start } from '../wasm/module.mjs'
import { nativeBench } from './native.mjs'

const [runs, each, warmUp] = process.argv.slice(2).map(Number)
const random = seeded(Date.now() | 0)
const below = (n) => Math.floor(random() * n)
const one = (list) => list[below(list.length)]

// --- texts ---

const typical = typicalRows()
const some = (count, list = typical) => Array.from({ length: count }, () => one(list))
const alphabets = ['a', 'ab', '1', '01!|<4@$579', 'qwertasdfg', '0123456789', '1l!i|', 'unu2v()', 'aeiou453@!$0']
/** Of parts that are slow: repeats, keyboard walks, digits, signs for letters, words after words, and the same backwards. */
function slow(length) {
  let text = ''
  while (text.length < length) {
    const from = one(alphabets)
    const part = one([
      () => Array.from({ length: 1 + below(60) }, () => one([...from])).join(''),
      () => one(typical),
      () => [...one(typical)].reverse().join(''),
      () => one(['1', 'hn', '2120', '0|-|']).repeat(1 + below(60)),
    ])()
    text += part.repeat(below(6) === 0 ? 3 : 1)
  }
  return text.slice(0, length)
}
/** What the search of tests/core/password_new_test.cpp finds costly. */
const costly = [
  '1'.repeat(256),
  `11111111od ja${'1'.repeat(243)}`,
  `111anhksqse1tibbaaaetnoe1111110220211${'1'.repeat(219)}`,
  `${'0'.repeat(27)}2${'0'.repeat(228)}`,
  'hn'.repeat(128),
  '2120212021202121'.repeat(16),
]

// --- who judges ---

const { load } = await import(packageEntry)
const countersign = await load({ languages: [] })
const pack = (name) => readFileSync(path(`build/wasm/core/generated/${name}.bin`))
for (const language of ['en', ...Object.keys(languages)]) countersign.loadTable(pack(`strength-${language}`))
const check = countersign.prepare('password.new', { secondFactor: true })
const german = countersign.prepare('password.new', { secondFactor: true, languages: ['de'] })
const all = countersign.prepare('password.new', { secondFactor: true, languages: Object.keys(languages) })
const now = { wall: Date.UTC(2026, 5, 15), steady: 0 }
const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
const common = await import('@zxcvbn-ts/language-common')
const english = await import('@zxcvbn-ts/language-en')
const factory = new ZxcvbnFactory({
  graphs: common.adjacencyGraphs,
  dictionary: { ...common.dictionary, ...english.dictionary },
  translations: english.translations,
})
const { default: zxcvbn } = await import('zxcvbn')
const judges = {
  Countersign: (text) => check.run(text, { now }).outcome.length,
  'English and German': (text) => german.run(text, { now }).outcome.length,
  'five languages': (text) => all.run(text, { now }).outcome.length,
  '@zxcvbn-ts/core': (text) => factory.check(text).score,
  zxcvbn: (text) => zxcvbn(text).score,
}

/** Microseconds a text: the median, the 99th of a hundred, the most. `names` take turns; each has its best of `times`. */
function measured(names, texts, times) {
  const best = Object.fromEntries(names.map((name) => [name, texts.map(() => Infinity)]))
  let weight = 0
  for (const name of names)
    for (let i = 0, begin = performance.now(); performance.now() - begin < warmUp; i++) weight += judges[name](texts[i % texts.length])
  for (let run = 0; run < times; run++)
    for (const name of names)
      texts.forEach((text, i) => {
        const begin = performance.now()
        weight += judges[name](text)
        best[name][i] = Math.min(best[name][i], (performance.now() - begin) * 1000)
      })
  if (!(weight > 0)) throw new Error('nobody judged')
  return Object.fromEntries(
    names.map((name) => {
      const list = best[name].sort((a, b) => a - b)
      return [name, { median: list[list.length >> 1], most99: list[Math.floor(list.length * 0.99)], most: list.at(-1), texts: list.length }]
    }),
  )
}
const everybody = ['Countersign', '@zxcvbn-ts/core', 'zxcvbn']
const own = ['Countersign']
const ownWith = (tables, texts) => ({ Countersign: measured([tables], texts, runs)[tables] })
const few = Math.max(10, Math.round(each / 100))
const presses = some(few).flatMap((text) => [...text].map((_, i) => text.slice(0, i + 1)))
const lengths = {
  'a password of 8 to 16 characters': measured(everybody, some(few), runs),
  'the same, more of them': measured(own, some(each), runs),
  'a press of a key': measured(own, presses, runs),
  'of 64 characters, slow': measured([...own, 'zxcvbn'], Array.from({ length: few }, () => slow(64)), runs),
  'of 256, slow': measured(own, [...costly, ...Array.from({ length: each / 4 }, () => slow(256))], runs),
  'of 8 KiB, slow': measured(own, [...costly.map((text) => text.repeat(32)), ...Array.from({ length: few }, () => slow(8192))], runs),
  'English and German: 8 to 16 characters in German': ownWith('English and German', some(each, rowsIn('de').filter(typicalLength))),
  'five languages: 8 to 16 characters': ownWith('five languages', some(each)),
  'five languages: of 256, slow': ownWith('five languages', [...costly, ...Array.from({ length: each / 4 }, () => slow(256))]),
  'five languages: of 8 KiB, slow': ownWith('five languages', [...costly.map((text) => text.repeat(32)), ...Array.from({ length: few }, () => slow(8192))]),
}

// --- natively, one run after the other over the same texts ---

const native = existsSync(nativeBench)
  ? Object.fromEntries(
      execFileSync(nativeBench, ['password.new', '-'], { input: some(each).join('\n'), encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.split('\t'))
        .map(([name, best, median]) => [name, { best: Number(best), median: Number(median) }]),
    )
  : undefined

// --- sizes, the first answer, memory ---

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const modules = (name) =>
  ['common', 'en']
    .map((part) => path(`tests/node_modules/@zxcvbn-ts/language-${part}/dist`))
    .flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith(name)).map((file) => readFileSync(`${folder}/${file}`)))
const sizes = {
  'strength-en': brotli(pack('strength-en')),
  'strength-en-lite': brotli(pack('strength-en-lite')),
  ...Object.fromEntries(Object.keys(languages).map((language) => [`strength-${language}`, brotli(pack(`strength-${language}`))])),
  '@zxcvbn-ts, common and en': modules('.mjs').reduce((sum, file) => sum + brotli(file), 0),
  'zxcvbn, its script': brotli(readFileSync(path('tests/node_modules/zxcvbn/dist/zxcvbn.js'))),
}

const module = (name) => JSON.stringify(new URL(`../node_modules/${name}`, import.meta.url).href)
const ours = (table) =>
  `const { load } = await import('${packageEntry}'); const { readFileSync } = await import('node:fs'); const countersign = await load({ languages: [] }); ` +
  `countersign.loadTable(readFileSync(${JSON.stringify(path(`build/wasm/core/generated/${table}.bin`))})); ` +
  `keep = countersign.prepare('password.new', {}); keep.run('correct horse battery').details.score`
const programs = {
  'strength-en-lite': ours('strength-en-lite'),
  'strength-en': ours('strength-en'),
  '@zxcvbn-ts/core':
    `const [{ ZxcvbnFactory }, common, english] = await Promise.all([${['core', 'language-common', 'language-en'].map((name) => `import(${module(`@zxcvbn-ts/${name}/dist/index.mjs`)})`).join(', ')}]); ` +
    `keep = new ZxcvbnFactory({ graphs: common.adjacencyGraphs, dictionary: { ...common.dictionary, ...english.dictionary }, translations: english.translations }); keep.check('correct horse battery')`,
  zxcvbn: `const { default: zxcvbn } = await import(${module('zxcvbn/lib/main.js')}); keep = zxcvbn; zxcvbn('correct horse battery')`,
}
/** Milliseconds to the first answer of a new process, and what its heap, buffers and all, has grown by then, in MB. */
function first(program) {
  const code = `let keep; gc(); const used = () => { const { heapUsed, external } = process.memoryUsage(); return heapUsed + external }; const before = used(); const begin = performance.now(); ${program}; const took = performance.now() - begin; gc(); console.log(JSON.stringify([took, used() - before])); process.exit(keep ? 0 : 1)`
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], { cwd: path('tests/bench'), encoding: 'utf8' }))
}
const firsts = Object.fromEntries(
  Object.entries(programs).map(([name, program]) => {
    const visits = Array.from({ length: Math.min(runs, 5) }, () => first(program))
    const middle = (i) => visits.map((visit) => visit[i]).sort((a, b) => a - b)[visits.length >> 1]
    return [name, { ms: middle(0), megabytes: middle(1) / 1e6 }]
  }),
)

/** What packs and one check of theirs take of the module's memory. */
async function linear(names, subject) {
  const core = await start()
  const context = core.context()
  const block = 4096
  const free = () => {
    const all = []
    for (let at = core.door.malloc(block); at !== 0; at = core.door.malloc(block)) all.push(at)
    for (const at of all) core.door.free(at)
    return all.length * block
  }
  const before = free()
  for (const name of names) {
    const table = pack(name)
    const place = core.put(table)
    const status = core.door.countersign_load_table(context, place, table.length)
    core.door.free(place) // it was copied
    if (status !== 0) throw new Error(`${name} was not taken: ${status}`)
  }
  const check = core.prepare(context, 'password.new', JSON.stringify(subject))
  if (!(check > 0)) throw new Error(`no check: ${check}`)
  return before - free()
}
const memory = {
  'strength-en': await linear(['strength-en'], {}),
  'strength-en-lite': await linear(['strength-en-lite'], {}),
  // As elements load them, one after the other.
  page: await linear(['strength-en-lite', 'strength-en', 'strength-de'], { languages: ['de'] }),
  all: await linear(['strength-en', ...Object.keys(languages).map((language) => `strength-${language}`)], { languages: Object.keys(languages) }),
}

console.log(JSON.stringify({ lengths, native, sizes, firsts, memory }))
process.exit()
