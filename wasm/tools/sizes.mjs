// Writes what each entry weighs into README.md, between its marks. With --check, writes nothing and fails when a size is
// more than a fiftieth off: another compiler's module is a little larger or smaller. Sums are another matter: they are
// only true of one build, so they are in that build's dist/integrity.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { groups } from './groups.mjs'

const readme = new URL('../README.md', import.meta.url)
const mark = /(<!-- sizes: [^\n]*-->\n)[^]*?(<!-- end of sizes -->)/

const entries = {
  "'countersign'": ['index.js', 'countersign.wasm'],
  ...Object.fromEntries(
    Object.keys(groups).map((group) => [`'countersign/${group}'`, [`${group}.js`, `countersign-${group}.wasm`]]),
  ),
  "'countersign/inline'": ['inline.js'],
  "'countersign/js'": ['js.js'],
  ...Object.fromEntries(
    ['strength-en-lite', 'strength-en', 'strength-de', 'strength-es', 'strength-fr', 'strength-pt'].map((name) => [`table ${name}`, [`${name}.bin`]]),
  ),
}

const head = '| entry | files | bytes | with brotli |\n|---|---|---:|---:|\n'
const format = (bytes) => String(bytes).replace(/\B(?=(\d{3})+$)/g, ',')

const rows = Object.entries(entries).map(([name, files]) => {
  const contents = files.map((file) => readFileSync(new URL(`../dist/${file}`, import.meta.url)))
  const sum = (lengths) => lengths.reduce((all, length) => all + length, 0)
  const raw = sum(contents.map((content) => content.length))
  const small = sum(contents.map((content) => brotliCompressSync(content).length))
  return { text: `| \`${name}\` | ${files.map((file) => `\`${file}\``).join(', ')} |`, sizes: [raw, small] }
})

const before = readFileSync(readme, 'utf8')
const table = head + rows.map(({ text, sizes }) => `${text} ${sizes.map(format).join(' | ')} |\n`).join('')
if (process.argv.includes('--check')) {
  const found = mark.exec(before)?.[0].split('\n') ?? []
  for (const { text, sizes } of rows) {
    const line = found.find((one) => one.startsWith(text))
    const said = line?.slice(text.length).match(/[\d,]+/g)?.map((number) => Number(number.replaceAll(',', '')))
    if (said?.length !== 2 || sizes.some((size, i) => Math.abs(size - said[i]) > size / 50)) {
      console.error(`sizes: wasm/README.md says ${line ?? 'nothing'}; run npm run sizes in wasm after npm run build`)
      process.exitCode = 1
    }
  }
} else {
  writeFileSync(readme, before.replace(mark, (_, begin, end) => begin + table + end))
}
