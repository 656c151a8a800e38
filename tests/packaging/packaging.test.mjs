// Files for machines that this project does not have: what can be said of them without building.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Language, Parser } from 'web-tree-sitter'

// The grammars are large functions that run once: optimising them takes a minute of two processors.
setFlagsFromString('--liftoff-only')

const root = fileURLToPath(new URL('../..', import.meta.url))
const native = join(root, 'native')
const read = (...path) => readFileSync(join(native, ...path), 'utf8')
const grammars = join(dirname(createRequire(import.meta.url).resolve('tree-sitter-wasms/package.json')), 'out')
const version = /^project\(countersign VERSION (\S+)/m.exec(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'))[1]

let home
before(() => { home = mkdtempSync(join(tmpdir(), 'countersign-packaging-')) })
after(() => rmSync(home, { recursive: true }))

const under = (folder, ending) => readdirSync(join(native, folder), { recursive: true })
  .filter((name) => name.endsWith(ending)).map((name) => join(folder, name))

async function parser(language) {
  await Parser.init()
  const made = new Parser()
  made.setLanguage(await Language.load(join(grammars, `tree-sitter-${language}.wasm`)))
  return made
}

// The first place that the grammar does not know, or null.
function mistake(node) {
  if (!node.hasError) return null
  if (node.isError || node.isMissing) return `line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`
  return node.children.map(mistake).find((found) => found) ?? null
}

for (const [language, files, broken] of [
  ['swift', under('swift', '.swift'), 'public enum Outcome: Int32 { case accept = }'],
  ['kotlin', under('android', '.kts'), 'plugins { id("com.android.library" version "8" }'],
]) {
  test(`what is written in ${language} is ${language}`, async () => {
    const parse = await parser(language)
    assert.notEqual(mistake(parse.parse(broken).rootNode), null)
    assert(files.length >= 2)
    for (const file of files) assert.equal(mistake(parse.parse(read(file)).rootNode), null, file)
  })
}

test("Swift calls the door's functions with as many arguments as they take", () => {
  const header = readFileSync(join(root, 'core/door/countersign.h'), 'utf8')
  const takes = new Map([...header.matchAll(/(countersign_\w+)\(([^;]*?)\)\s+COUNTERSIGN_NOEXCEPT;/g)].map(
    ([, name, list]) => [name, list === 'void' ? 0 : list.split(',').length]))
  const calls = [...read('swift/Sources/Countersign/Countersign.swift').matchAll(/(countersign_\w+)\(([^()]*)\)/g)]
  assert(calls.length > 10, String(calls.length))
  for (const [call, name, list] of calls)
    assert.equal(list.trim() === '' ? 0 : list.split(',').length, takes.get(name), call)
})

test('clang builds the module that Swift imports, and finds the door in it', () => {
  const program = `#pragma clang module import CCountersign
const char *version(void) { return COUNTERSIGN_VERSION; }
int32_t size(void) { return (int32_t)sizeof(countersign_key_event) + countersign_run(0, 0, 0, 0, 0); }
`
  writeFileSync(join(home, 'module.c'), program)
  const compile = (...more) => execFileSync('clang-14', ['-std=c11', '-fsyntax-only', '-Wall', '-Wextra', '-Werror',
    '-fmodules', `-fmodules-cache-path=${mkdtempSync(join(home, 'cache'))}`, join(home, 'module.c'), ...more], { stdio: 'pipe' })
  const map = `-fmodule-map-file=${join(native, 'swift/Sources/CCountersign/module.modulemap')}`
  compile(map, `-I${join(root, 'core/door')}`)
  assert.throws(() => compile(map), /countersign\.h/)
})

test('the manifest is XML and asks for no permission', () => {
  const manifest = join(native, 'android/src/main/AndroidManifest.xml')
  execFileSync('xmllint', ['--noout', manifest], { stdio: 'pipe' })
  assert.doesNotMatch(readFileSync(manifest, 'utf8'), /<uses-permission/)
})

test('the rules for shrinkers keep the class that the library for Java looks up, and the files they name are there', () => {
  const kept = [...read('android/consumer-rules.pro').matchAll(/^-keep class (\S+)/gm)].map(([, name]) => name.replaceAll('.', '/'))
  const looked = [...read('jvm/jni.cpp').matchAll(/FindClass\("(io\/[^"]+)"\)/g)].map(([, name]) => name)
  assert.deepEqual(kept, looked)
  for (const name of kept) assert(read(`jvm/java/${name}.java`).includes('native '))
  const gradle = read('android/build.gradle.kts')
  for (const [, option] of gradle.matchAll(/"-D(COUNTERSIGN_\w+)=/g)) {
    const sources = ['CMakeLists.txt', 'core/CMakeLists.txt', 'core/sodium/CMakeLists.txt']
    assert(sources.some((file) => readFileSync(join(root, file), 'utf8').includes(`${option} `)), option)
  }
})

test('vcpkg and Conan name this release', () => {
  assert.equal(JSON.parse(read('vcpkg/countersign/vcpkg.json')).version, version)
  // Its own imports are not here; its grammar is Python's.
  execFileSync('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', join(native, 'conan/conanfile.py')])
})
