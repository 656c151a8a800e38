// npm run build: makes dist/ from the sources, the module that CMake built, and what the native command prints.
//
// COUNTERSIGN_WASM_DIR   CMake's build folder for the module; by default build/wasm
// COUNTERSIGN_COMMAND    the native command; by default the one in build/native
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { groups } from './groups.mjs'
import { wasm2js } from './wasm2js.mjs'

const here = fileURLToPath(new URL('..', import.meta.url))
const root = join(here, '..')
const dist = join(here, 'dist')
const source = join(here, 'src')
const built = process.env.COUNTERSIGN_WASM_DIR ?? join(root, 'build/wasm')
const command = process.env.COUNTERSIGN_COMMAND ?? join(root, 'build/native/native/countersign')
const run = (...words) => execFileSync(command, words, { maxBuffer: 64 << 20 })

const generated = join(built, 'core/generated')
const tables = readdirSync(generated).filter((name) => name.endsWith('.bin'))
const languages = readdirSync(join(root, 'core/words'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => basename(name, '.json'))
const parts = Object.keys(groups)

// --- Types: a file for each source, checked by the compiler; scripts come from esbuild alone. ---

async function declare() {
  const compiler = join(here, 'node_modules/typescript/bin/tsc')
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', here, '--emitDeclarationOnly'])
  } catch (error) {
    throw new Error(error.stdout || error.message)
  }
}

// --- Scripts: one file for each entry, so that a page waits for one answer before it asks for the module. ---

const packed = (path) => gzipSync(readFileSync(path), { level: 9 }).toString('base64')

const embedded = {
  ...Object.fromEntries(
    ['', ...parts.map((part) => `-${part}`)].map((part) => [
      `module${part}`,
      () => ({ contents: packed(join(built, `wasm/countersign${part}.wasm`)), loader: 'text' }),
    ]),
  ),
  layouts: () => ({ contents: packed(join(generated, 'layouts.bin')), loader: 'text' }),
  zones: () => ({ contents: packed(join(generated, 'zones.bin')), loader: 'text' }),
  program: () => ({
    contents: readFileSync(wasm2js(join(built, 'wasm/countersign.wasm'), join(root, 'build/wasm2js')), 'utf8'),
    loader: 'js',
  }),
}

/** What is inside entries: for those of one group (`part`), that group's words and reasons alone. */
const embed = (part) => {
  const suffix = part === undefined ? '' : `-${part}`
  const words = (language) => packed(join(generated, `words-${language}${suffix}.bin`))
  const its = {
    ...embedded,
    english: () => ({ contents: words('en'), loader: 'text' }),
    words: () => ({
      contents: JSON.stringify(Object.fromEntries(languages.map((language) => [language, words(language)]))),
      loader: 'json',
    }),
  }
  const rooms = part && new Set(groups[part].map((kind) => kind.split('.')[0]))
  const isAnothers = (line) => {
    const room = /^ {2}\d+: '(\w+)\./.exec(line)?.[1]
    return room !== undefined && !rooms.has(room)
  }
  return {
    name: 'embed',
    setup(build) {
      build.onResolve({ filter: /^embedded:/ }, ({ path }) => ({ path: path.slice('embedded:'.length), namespace: 'embedded' }))
      build.onLoad({ filter: /.*/, namespace: 'embedded' }, ({ path }) => its[path]())
      if (part === undefined) return
      build.onLoad({ filter: /\/generated\/reasons\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => !isAnothers(line))
          .join('\n'),
        loader: 'ts',
      }))
    },
  }
}

/** Elements share their entries with the page that they are in. */
const shareEntries = (folder) => ({
  name: 'share entries',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/\.\.\/\w+\.js$/ }, ({ path }) =>
      basename(path, '.js') in groups ? { path: `${folder}${basename(path)}`, external: true } : undefined,
    )
  },
})

const settings = {
  bundle: true,
  format: 'esm',
  // What the sources are written in.
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  outdir: dist,
  write: false,
}

/** Writes what esbuild made, with the words that it leaves out: what Node alone imports is nothing for bundlers. */
async function put(options) {
  const { outputFiles } = await esbuild.build({ ...settings, ...options })
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replaceAll(/\bimport\((?=\w+\))/g, 'import(/* @vite-ignore *//* webpackIgnore: true */'))
  }
}

async function bundle() {
  const entries = (...names) => names.map((name) => join(source, `${name}.ts`))
  const elements = existsSync(join(source, 'elements'))
    ? readdirSync(join(source, 'elements'))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(source, 'elements', name))
    : []
  await Promise.all([
    put({ entryPoints: entries('index', 'inline', 'js', 'layouts', 'zones', 'command'), outbase: source, plugins: [embed()] }),
    ...parts.map((part) => put({ entryPoints: entries(part, `inline/${part}`), outbase: source, plugins: [embed(part)] })),
    ...(elements.length === 0
      ? []
      : [
          ['elements', '../', '../'],
          ['elements/inline', '../../', '../../inline/'],
        ].map(([folder, files, folderOfEntries]) =>
          put({
            entryPoints: elements,
            outdir: join(dist, folder),
            splitting: true,
            chunkNames: 'shared-[hash]',
            plugins: [embed(), shareEntries(folderOfEntries)],
            // From a script of the elements to the package's files.
            define: { packageFolder: JSON.stringify(files) },
          }),
        )),
  ])
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)
try {
  await Promise.all([declare(), bundle()])
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

// --- Files: what pages load, and what the npm command needs beside that. ---

for (const name of ['countersign.wasm', 'countersign-command.wasm', ...parts.map((part) => `countersign-${part}.wasm`)])
  copyFileSync(join(built, 'wasm', name), join(dist, name))
for (const name of tables) copyFileSync(join(generated, name), join(dist, name))

mkdirSync(join(dist, 'words'))
const words = join(root, 'core/words')
for (const name of readdirSync(words))
  if (name.endsWith('.json')) copyFileSync(join(words, name), join(dist, 'words', name))

mkdirSync(join(dist, 'schema'))
for (const kind of run('kinds').toString().trimEnd().split('\n'))
  writeFileSync(join(dist, 'schema', `${kind}.json`), run('schema', kind))

for (const name of ['LICENSE', 'THIRD-PARTY-NOTICES.md'])
  if (existsSync(join(root, name))) copyFileSync(join(root, name), join(dist, name))

// --- Sums: what pages put into `integrity`. ---

const sums = readdirSync(dist, { recursive: true })
  .filter((name) => /\.(js|wasm|bin)$/.test(name))
  .sort()
  .map((name) => [name, `sha384-${createHash('sha384').update(readFileSync(join(dist, name))).digest('base64')}`])
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
writeFileSync(
  join(dist, 'integrity.json'),
  `${JSON.stringify({ version, files: Object.fromEntries(sums) }, undefined, 2)}\n`,
)
