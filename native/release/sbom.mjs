// node native/release/sbom.mjs NATIVE_BUILD WASM_BUILD [FILE...]: prints what is inside, as CycloneDX 1.6. Names and versions
// come from what the two builds read (ninja's own record of headers, the trees that were compiled), and the hashes from
// the FILEs. The same builds and files give the same bytes; SOURCE_DATE_EPOCH dates it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [native, wasm, ...files] = process.argv.slice(2)
if (!wasm) {
  console.error('usage: node native/release/sbom.mjs NATIVE_BUILD WASM_BUILD [FILE...]')
  process.exit(2)
}

const read = (...path) => readFileSync(join(...path), 'utf8')
function find(pattern, text, of) {
  const found = pattern.exec(text)
  if (!found) throw new Error(`native/release/sbom.mjs: ${of} does not say ${pattern}`)
  return found[1]
}
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const hashes = (sum) => [{ alg: 'SHA-256', content: sum }]
const inside = (...where) => [{ name: 'countersign:in', value: where.join(', ') }]
const NATIVE = ['native libraries', 'command', 'library in the jar']
const MODULE = 'module'

const version = find(/^project\(countersign VERSION (\S+)/m, read(root, 'CMakeLists.txt'), 'CMakeLists.txt')

// Every file that a shipped object of this build was made from.
function inputs(build) {
  const lines = execFileSync('ninja', ['-C', build, '-t', 'deps'], { encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n')
  const found = new Set()
  let ours = false
  for (const line of lines) {
    if (/^\S/.test(line)) ours = /^(core|native|wasm)\//.test(line) && !/for_tests/.test(line)
    else if (ours && line) found.add(line.trim())
  }
  if (found.size === 0) throw new Error(`native/release/sbom.mjs: ${build} was not built by ninja`)
  return [...found]
}
const used = [...new Set([...inputs(native), ...inputs(wasm)])]

// Debian's name for where a package's source is, on the machine that builds.
function debian(binary, name, plain) {
  try {
    const [source, full] = execFileSync('dpkg-query', ['-W', '-f', '${source:Package} ${source:Version}', binary],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(' ')
    return { version: full, purl: `pkg:deb/debian/${source}@${encodeURIComponent(full)}?arch=source` }
  } catch {
    return { version: plain, purl: `pkg:generic/${name}@${plain}` }
  }
}

function libsodium() {
  const tree = find(/^(.*)\/src\/libsodium\//, used.find((path) => path.includes('/src/libsodium/crypto_')) ?? '', native)
  const upstream = find(/SODIUM_VERSION_STRING "([^"]+)"/, read(native, 'core/sodium/sodium/version.h'), 'version.h')
  const series = join(tree, 'debian/patches/series')
  const patches = existsSync(series) ? read(series).split('\n').filter((line) => line && !line.startsWith('#')) : []
  const full = existsSync(join(tree, 'debian/changelog'))
    ? find(/^libsodium \(([^)]+)\)/, read(tree, 'debian/changelog'), 'debian/changelog') : null
  return {
    type: 'library', 'bom-ref': 'libsodium', name: 'libsodium', version: full ?? upstream,
    description: `libsodium ${upstream}, the files that core/sodium/CMakeLists.txt lists`,
    licenses: [{ expression: 'ISC AND BSD-2-Clause' }],
    purl: full ? `pkg:deb/debian/libsodium@${encodeURIComponent(full)}?arch=source` : `pkg:generic/libsodium@${upstream}`,
    pedigree: patches.length === 0 ? undefined : {
      patches: patches.map((name) => ({
        type: 'backport',
        diff: { text: { contentType: 'text/x-diff', content: read(tree, 'debian/patches', name) } },
        resolves: /^CVE-[\d-]+/.test(name) ? [{ type: 'security', id: /^CVE-[\d-]*\d/.exec(name)[0] }] : undefined,
      })),
    },
    properties: inside(MODULE, ...NATIVE),
  }
}

function boost() {
  const headers = join(native, 'core/headers/boost')
  const plain = find(/BOOST_LIB_VERSION "([^"]+)"/, read(headers, 'version.hpp'), 'boost/version.hpp').replaceAll('_', '.')
  const parts = new Set(used.flatMap((path) => /\/headers\/boost\/([^/.]+)/.exec(path)?.[1] ?? []))
  if (!parts.has('json')) throw new Error('native/release/sbom.mjs: no object was made from Boost.JSON')
  return {
    type: 'library', 'bom-ref': 'boost', name: 'boost', ...debian(`libboost${plain.split('.').slice(0, 2).join('.')}-dev`, 'boost', plain),
    description: 'Headers alone', licenses: [{ license: { id: 'BSL-1.0' } }], properties: inside(MODULE, ...NATIVE),
    components: [...parts].sort().map((name) => ({ type: 'library', 'bom-ref': `boost/${name}`, group: 'boost', name })),
  }
}

function emscripten() {
  const plain = find(/\) ([\d.]+)/, execFileSync('emcc', ['--version'], { encoding: 'utf8' }), 'emcc --version')
  const part = (name, expression) => ({ type: 'library', 'bom-ref': `emscripten/${name}`, group: 'emscripten', name, licenses: [{ expression }] })
  const llvm = 'Apache-2.0 WITH LLVM-exception'
  return {
    type: 'library', 'bom-ref': 'emscripten', name: 'emscripten', ...debian('emscripten', 'emscripten', plain),
    description: "Emscripten's system libraries", licenses: [{ expression: 'MIT OR NCSA' }], properties: inside(MODULE),
    components: [part('compiler-rt', llvm), part('emmalloc', 'MIT OR NCSA'), part('libc++', llvm), part('libc++abi', llvm), part('musl', 'MIT')],
  }
}

// What wasm2js writes around the module, in the npm package's js.js.
function binaryen() {
  const plain = find(/version (\d+)/, execFileSync('wasm2js', ['--version'], { encoding: 'utf8' }), 'wasm2js --version')
  return {
    type: 'library', 'bom-ref': 'binaryen', name: 'binaryen', ...debian('binaryen', 'binaryen', plain),
    description: 'What its wasm2js writes into every script', licenses: [{ license: { id: 'Apache-2.0' } }],
    properties: inside("npm package's js.js"),
  }
}

// Extracts that core/tables/money.mjs wrote into the tree; the first line of each names the version.
function cldr() {
  const plain = find(/CLDR ([\d.]+) /, readFileSync(new URL('../../core/text/number_signs.def', import.meta.url), 'utf8'), 'number_signs.def')
  return {
    type: 'library', 'bom-ref': 'cldr', name: 'unicode cldr', version: plain, purl: `pkg:npm/cldr-numbers-full@${plain}`,
    description: 'Signs in numbers, symbols and names of currencies', licenses: [{ license: { id: 'Unicode-3.0' } }],
  }
}

// Extracts that core/tables/normal_forms.mjs and make_layouts.py wrote into the tree.
function characters() {
  const plain = find(/Unicode ([\d.]+)/, read(root, 'core/text/normal_forms.inc'), 'normal_forms.inc')
  return {
    type: 'library', 'bom-ref': 'ucd', name: 'unicode character database', version: plain,
    description: 'What normal forms change', licenses: [{ license: { id: 'Unicode-3.0' } }],
  }
}

function xkb() {
  const plain = find(/xkb-data (\S+)/, read(root, 'core/tables/layouts.txt'), 'layouts.txt')
  return {
    type: 'library', 'bom-ref': 'xkeyboard-config', name: 'xkeyboard-config', version: plain, purl: `pkg:deb/debian/xkb-data@${plain}`,
    description: 'What keys type in 47 layouts', licenses: [{ license: { name: 'MIT, X11 and the like; THIRD-PARTY-NOTICES.md has all notices' } }],
  }
}

function gcc() {
  const folder = join(native, 'CMakeFiles')
  const configured = readdirSync(folder).find((name) => existsSync(join(folder, name, 'CMakeCXXCompiler.cmake')))
  const compiler = read(folder, configured, 'CMakeCXXCompiler.cmake')
  const plain = find(/CMAKE_CXX_COMPILER_VERSION "([^"]+)"/, compiler, 'CMakeCXXCompiler.cmake')
  return {
    type: 'library', 'bom-ref': 'gcc-runtime', name: 'gcc', ...debian(`libstdc++-${plain.split('.')[0]}-dev`, 'gcc', plain),
    description: 'libstdc++ and libgcc, linked in', properties: inside('library in the jar'),
    licenses: [{ expression: 'GPL-3.0-or-later WITH GCC-exception-3.1' }],
  }
}

// What the tables of word lists are made from.
function zxcvbn() {
  const lock = JSON.parse(read(root, 'core/tables/package-lock.json')).packages
  const parts = Object.entries(lock).filter(([place]) => place.includes('/language-')).map(([place, { version: plain }]) => {
    const name = place.slice('node_modules/@zxcvbn-ts/'.length)
    return { type: 'data', 'bom-ref': `zxcvbn-ts/${name}`, group: '@zxcvbn-ts', name, version: plain, purl: `pkg:npm/%40zxcvbn-ts/${name}@${plain}` }
  })
  return {
    type: 'library', 'bom-ref': 'zxcvbn-ts', name: 'zxcvbn-ts', version: ['language-common', 'language-en'].map((one) => parts.find(({ name }) => name === one).version).join('+'),
    description: 'Word lists and keyboards, in the tables strength-en and the like',
    licenses: [{ expression: 'MIT AND ODC-By-1.0 AND CC-BY-SA-4.0' }], components: parts,
  }
}

const tables = read(root, 'core/tables/tables.lock').split('\n').filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [name, of, sum] = line.split(/\s+/)
    return { type: 'data', 'bom-ref': `table/${name}`, group: 'countersign', name, version: of, hashes: hashes(sum) }
  })

const components = [binaryen(), boost(), characters(), cldr(), emscripten(), gcc(), libsodium(), xkb(), zxcvbn(), ...tables]
const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: '',
  version: 1,
  metadata: {
    timestamp: process.env.SOURCE_DATE_EPOCH
      ? new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000).toISOString().replace('.000', '') : undefined,
    lifecycles: [{ phase: 'build' }],
    component: {
      type: 'library', 'bom-ref': 'countersign', name: 'countersign', version, purl: `pkg:generic/countersign@${version}`,
      description: find(/DESCRIPTION "([^"]+)"/, read(root, 'CMakeLists.txt'), 'CMakeLists.txt'),
      licenses: [{ license: { id: 'Apache-2.0' } }],
      components: files.length === 0 ? undefined : files.map((file) => ({
        type: 'file', 'bom-ref': `file/${basename(file)}`, name: basename(file), hashes: hashes(sha256(readFileSync(file))),
      })),
    },
  },
  components,
  // npm's packages build and test; none is shipped.
  dependencies: [{ ref: 'countersign', dependsOn: components.map((one) => one['bom-ref']) }],
}
// No randomness: the number is made from the content.
const sum = sha256(JSON.stringify(bom))
bom.serialNumber = `urn:uuid:${[sum.slice(0, 8), sum.slice(8, 12), `8${sum.slice(13, 16)}`, `8${sum.slice(17, 20)}`, sum.slice(20, 32)].join('-')}`
console.log(JSON.stringify(bom, null, 2))
