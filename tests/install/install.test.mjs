// What `cmake --install` writes, used as programs out there use it: moved to another place first, then through CMake's
// find_package and through pkg-config. COUNTERSIGN_BUILD names the build folder that is installed.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../..', import.meta.url))
const consumer = join(source, 'tests/install/consumer')
const build = process.env.COUNTERSIGN_BUILD ?? join(source, 'build/native')
const version = /^project\(countersign VERSION (\S+)/m.exec(await readFile(join(source, 'CMakeLists.txt'), 'utf8'))[1]
const [major, minor] = version.split('.').map(Number)

const address = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' // BIP 173, test vector
const mistyped = 'bc1qw508d6qejxtdg4y5r3zarvary8c5xw7kv8f3t4'

let home
let prefix
const at = (...names) => join(home, ...names)

// Resolves to { status, out, err }; a program that cannot be started rejects.
function run(program, words, { cwd = home, environment = {} } = {}) {
  return new Promise((resolve, reject) => {
    execFile(program, words, { cwd, env: { ...process.env, ...environment } }, (error, out, err) => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve({ status: error?.code ?? 0, out, err })
    })
  })
}

async function succeed(program, words, options) {
  const { status, out, err } = await run(program, words, options)
  assert.equal(status, 0, `${program} ${words.join(' ')}\n${out}${err}`)
  return out
}

const configure = (from, to, ...settings) => run('cmake', ['-G', 'Ninja', '-S', from, '-B', at(to), ...settings])
// The words as a shell would read them: the folder's name has a space in it.
async function pkgConfig(...words) {
  const environment = { PKG_CONFIG_PATH: join(prefix, libraries, 'pkgconfig'), PKG_CONFIG_LIBDIR: '' }
  const line = await succeed('pkg-config', [...words, 'countersign'], { environment })
  return line.trim().match(/(\\.|[^ \\])+/g).map((word) => word.replace(/\\(.)/g, '$1'))
}

// What the command says of the same address: all programs here must say the same.
let said
let libraries
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'countersign-install-'))
  await succeed('cmake', ['--install', build, '--prefix', at('first')])
  prefix = at('moved to')
  await rename(at('first'), prefix)
  libraries = (await readdir(prefix)).includes('lib64') ? 'lib64' : 'lib'
  said = Object.fromEntries(await Promise.all([address, mistyped].map(async (text) => {
    const words = ['check', 'deposit.address', '--subject', '{"coin":"BTC"}', text]
    return [text, await run(join(prefix, 'bin/countersign'), words)]
  })))
})
after(() => rm(home, { recursive: true, force: true }))

async function judges(program, environment) {
  for (const text of [address, mistyped])
    assert.deepEqual(await run(program, [text], { environment }), said[text])
}

test('the installed command judges', () => {
  assert.equal(said[address].status, 0)
  assert.equal(JSON.parse(said[address].out).canonical, address)
  assert.equal(said[mistyped].status, 1)
  assert.deepEqual(JSON.parse(said[mistyped].out).findings[0].at, [[29, 1]])
})

test('no file that is read to build against it names the place where it was first put, or built', async () => {
  const names = (await readdir(prefix, { recursive: true })).filter((name) => /\.(cmake|pc|h|def)$/.test(name))
  assert(names.length > 10, names.join())
  for (const name of names) {
    const text = await readFile(join(prefix, name), 'utf8')
    for (const place of [at('first'), source.replace(/\/$/, ''), build]) assert(!text.includes(place), `${name}: ${place}`)
  }
})

test('find_package: the door from C and C++ by the shared library, the C++ headers by the static one', async () => {
  const configured = await configure(consumer, 'cmake', `-DCMAKE_PREFIX_PATH=${prefix}`, `-DCOUNTERSIGN_WANTED=${major}.${minor}`)
  assert.equal(configured.status, 0, configured.out + configured.err)
  await succeed('cmake', ['--build', at('cmake')])
  for (const name of ['judge_c', 'judge_door', 'judge_static']) await judges(at('cmake', name))
  assert.deepEqual(await run(at('cmake/judge_cpp'), [address]), { status: 0, out: `0 ${address} bitcoin\n`, err: '' })
  assert.deepEqual(await run(at('cmake/judge_cpp'), [mistyped]), { status: 1, out: '1  bitcoin\n', err: '' })
  const needed = await succeed('readelf', ['-d', at('cmake/judge_c')])
  assert(needed.includes(`[libcountersign.so.${major === 0 ? `0.${minor}` : major}]`), needed)
  assert.doesNotMatch(await succeed('readelf', ['-d', at('cmake/judge_static')]), /libcountersign/)
})

test('find_package in a project of C alone', async () => {
  const { status, out, err } = await configure(consumer, 'c', `-DCMAKE_PREFIX_PATH=${prefix}`, '-DCOUNTERSIGN_WITH_CPP=OFF')
  assert.equal(status, 0, out + err)
  await succeed('cmake', ['--build', at('c')])
  await judges(at('c/judge_c'))
})

// CMake's script mode reads the version file as find_package does, without looking for a compiler.
test('find_package takes this minor version, from the asked patch on, and no other', async () => {
  const file = join(prefix, libraries, 'cmake/countersign/countersign-config-version.cmake')
  const [, , patch] = version.split('.').map(Number)
  const script = (wanted) => {
    const [x, y = '', z = ''] = String(wanted).split('.')
    return ['-DCMAKE_SIZEOF_VOID_P=8', `-DPACKAGE_FIND_VERSION=${wanted}`, `-DPACKAGE_FIND_VERSION_MAJOR=${x}`,
      `-DPACKAGE_FIND_VERSION_MINOR=${y}`, `-DPACKAGE_FIND_VERSION_PATCH=${z}`, '-P', at('version.cmake')]
  }
  await writeFile(at('version.cmake'), `include("${file}")\nmessage("\${PACKAGE_VERSION_COMPATIBLE}")\n`)
  const compatible = async (wanted) => (await run('cmake', script(wanted))).err.trim()
  for (const wanted of [`${major}.${minor}`, version]) assert.equal(await compatible(wanted), 'TRUE', wanted)
  for (const wanted of [`${major}.${minor}.${patch + 1}`, `${major}.${minor + 1}`, `${major + 1}.${minor}`])
    assert.equal(await compatible(wanted), 'FALSE', wanted)
})

test('pkg-config: a program of C with the shared library', async () => {
  const flags = await pkgConfig('--cflags', '--libs')
  await succeed('cc', ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-o', at('shared'), join(consumer, 'judge.c'), ...flags])
  await judges(at('shared'), { LD_LIBRARY_PATH: join(prefix, libraries) })
  assert.match(await succeed('readelf', ['-d', at('shared')]), /libcountersign\.so/)
})

test('pkg-config --static: a program of C that needs no library at all when it runs', async () => {
  const flags = await pkgConfig('--static', '--cflags', '--libs')
  await succeed('cc', ['-std=c11', '-static', '-o', at('static'), join(consumer, 'judge.c'), ...flags])
  await judges(at('static'))
})

test('pkg-config --define-prefix names plain places', async () => {
  assert.deepEqual(await pkgConfig('--define-prefix', '--cflags', '--libs'),
    [`-I${prefix}/include`, `-L${prefix}/${libraries}`, '-lcountersign'])
  assert.deepEqual(await pkgConfig('--modversion'), [version])
})

test('countersign.h is C from C99 on and C++ from C++11 on, for GCC and clang', async () => {
  const strict = ['-fsyntax-only', '-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wundef', '-Werror']
  await Promise.all(['c99', 'c11', 'c17', 'c++11', 'c++17', 'c++20'].map(async (standard) => {
    const [language, gcc, clang] = standard.startsWith('c++') ? ['c++', 'g++', 'clang++-14'] : ['c', 'gcc', 'clang-14']
    for (const compiler of [gcc, clang])
      await succeed(compiler, [`-std=${standard}`, ...strict, '-x', language, join(prefix, 'include/countersign.h')])
  }))
})

test('a Java program with the jar alone on its class path', async () => {
  const jar = join(prefix, `share/java/countersign-${version}.jar`)
  const judge = (text) => run('java', ['-Djava.library.path=', '-cp', jar, join(consumer, 'Judge.java'), text])
  assert.deepEqual(await judge(address), said[address])
  const { status, out, err } = await judge(mistyped)
  assert.deepEqual({ status, out }, { status: said[mistyped].status, out: said[mistyped].out })
  assert.equal(err, 'Do not send to this address\n')
})

test('the jars hold what they should, in order and without a time of day', async () => {
  const listed = async (jar) => (await succeed('jar', ['--list', '--verbose', '--file', join(prefix, 'share/java', jar)]))
    .trim().split('\n').map((line) => /^ *\d+ (.*) (\S+)$/.exec(line).slice(1))
  const ours = await listed(`countersign-${version}.jar`)
  const theirs = await listed(`countersign-${version}-sources.jar`)
  for (const [date, name] of [...ours, ...theirs]) assert.match(date, /^Sat Jan 01 00:00:00 \S+ 2000$/, name)
  const names = (rows) => rows.map(([, name]) => name).filter((name) => !name.endsWith('/'))
  const content = names(ours).filter((name) => !name.startsWith('META-INF/'))
  assert.deepEqual(content, [...content].sort())
  assert.deepEqual(content.filter((name) => !name.endsWith('.class')),
    [`natives/linux-${process.arch === 'x64' ? 'x86_64' : 'aarch64'}/libcountersign_jni.so`])
  assert.deepEqual(names(ours).filter((name) => name.startsWith('META-INF/')).sort(), ['META-INF/LICENSE',
    'META-INF/MANIFEST.MF', 'META-INF/THIRD-PARTY-NOTICES.md', 'META-INF/maven/io.countersign/countersign/pom.xml'])
  const classes = new Set(content.filter((name) => /^[^$]*\.class$/.test(name)).map((name) => name.replace('.class', '.java')))
  assert.deepEqual(names(theirs).filter((name) => !name.endsWith('package-info.java')), [...classes])
  const pom = await readFile(join(prefix, `share/java/countersign-${version}.pom`), 'utf8')
  assert.equal(pom.match(/<version>(.*)<\/version>/)[1], version)
  await succeed('xmllint', ['--noout', join(prefix, `share/java/countersign-${version}.pom`)])
})

test('a project that takes it in with FetchContent needs no more than its name', async () => {
  const { status, out, err } = await configure(join(source, 'tests/install/subproject'), 'shop', `-DCOUNTERSIGN_SOURCE=${source}`)
  assert.equal(status, 0, out + err)
  // What would be built, without building it. Options are off unless asked for, and the number is its own.
  const steps = (await succeed('cmake', ['--build', at('shop'), '--', '-n'])).split('\n')
  for (const step of ['executable shop', 'executable till', 'shared library .*libcountersign.so', 'static library .*libcountersign.a'])
    assert(steps.some((line) => new RegExp(`Linking (C|CXX) ${step}`).test(line)), step)
  assert.deepEqual(steps.filter((line) => /_test|jni|cli\/|\/tests\/(?!install)/.test(line)), [])
  const cache = await readFile(at('shop/_deps/countersign-build/native/countersign-config-version.cmake'), 'utf8')
  assert.match(cache, new RegExp(`PACKAGE_VERSION "${version}"`))
})
