// npm run build: makes dist/ from the sources, the module that CMake built, and what the native command prints.
//
// COUNTERSIGN_WASM_DIR   CMake's build folder for the module; by default build/wasm
// COUNTERSIGN_COMMAND    the native command; by default the one in build/native
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('..', import.meta.url))
const root = join(here, '..')
const dist = join(here, 'dist')
const built = process.env.COUNTERSIGN_WASM_DIR ?? join(root, 'build/wasm')
const command = process.env.COUNTERSIGN_COMMAND ?? join(root, 'build/native/native/countersign')
const run = (...words) => execFileSync(command, words, { maxBuffer: 64 << 20 })

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', here], { stdio: 'inherit' })

// What pages load, and what the npm command needs beside that.
for (const name of ['countersign.wasm', 'countersign-command.wasm'])
  copyFileSync(join(built, 'wasm', name), join(dist, name))
const generated = join(built, 'core/generated')
for (const name of readdirSync(generated))
  if (name.endsWith('.bin')) copyFileSync(join(generated, name), join(dist, name))

mkdirSync(join(dist, 'words'))
const words = join(root, 'core/words')
for (const name of readdirSync(words))
  if (name.endsWith('.json')) copyFileSync(join(words, name), join(dist, 'words', name))

mkdirSync(join(dist, 'schema'))
for (const kind of run('kinds').toString().trimEnd().split('\n'))
  writeFileSync(join(dist, 'schema', `${kind}.json`), run('schema', kind))

for (const name of ['LICENSE', 'THIRD-PARTY-NOTICES.md'])
  if (existsSync(join(root, name))) copyFileSync(join(root, name), join(dist, name))
