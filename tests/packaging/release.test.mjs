// The cheap parts of a release; `./dev release --dry-run` builds all of it, twice. COUNTERSIGN_BUILD and
// COUNTERSIGN_WASM_DIR name the build folders.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'

const root = fileURLToPath(new URL('../..', import.meta.url))
const native = process.env.COUNTERSIGN_BUILD ?? join(root, 'build/native')
const wasm = process.env.COUNTERSIGN_WASM_DIR ?? join(root, 'build/wasm')
const read = (name) => readFileSync(join(root, name), 'utf8')
const version = /^project\(countersign VERSION (\S+)/m.exec(read('CMakeLists.txt'))[1]
const run = (program, words, options = {}) => execFileSync(program, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options })
const lines = (text) => text.split('\n').filter((line) => line)

let home
const at = (...names) => join(home, ...names)
before(() => { home = mkdtempSync(join(tmpdir(), 'countersign-release-')) })
after(() => rmSync(home, { recursive: true }))

const sbom = () => run(process.execPath, ['native/release/sbom.mjs', native, wasm, join(root, 'LICENSE')],
  { env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' } })
const first = sbom()
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)

test('the bill of materials is valid CycloneDX, and the same for the same builds', async () => {
  assert.equal(await validator.validate(first), null)
  assert.notEqual(await validator.validate(first.replace('"type": "library"', '"type": "book"')), null)
  assert.equal(sbom(), first)
  for (const place of [root, homedir(), native]) assert(!first.includes(place.replace(/\/$/, '')), place)
})

test('the bill of materials names what the notices name, with the patches of libsodium and the parts of Boost', () => {
  const bom = JSON.parse(first)
  const named = (name) => bom.components.find((one) => one.name === name)
  const notices = lines(read('THIRD-PARTY-NOTICES.md')).map((line) => /^\| \[([^\]]+)\]/.exec(line)?.[1].toLowerCase())
  assert.deepEqual(bom.components.filter((one) => one.type === 'library').map((one) => one.name).sort(),
    notices.filter((name) => name).sort())
  const [tree] = lines(run('core/sodium/fetch', []))
  assert(tree.endsWith(`/libsodium-${named('libsodium').version}`), tree)
  const patches = named('libsodium').pedigree.patches
  assert.deepEqual(patches.flatMap((one) => one.resolves.map((issue) => issue.id)), ['CVE-2025-69277'])
  assert.match(patches[0].diff.text.content, /fe25519_sub\(t, pl\.Y, pl\.Z\)/)
  const parts = named('boost').components.map((one) => one.name)
  for (const part of ['describe', 'json', 'mp11']) assert(parts.includes(part), part)
  assert.deepEqual(bom.components.filter((one) => one.type === 'data').map((one) => `${one.name} ${one.version} ${one.hashes[0].content}`),
    lines(read('core/tables/tables.lock')).filter((line) => !line.startsWith('#')))
  assert.deepEqual(bom.dependencies[0].dependsOn, bom.components.map((one) => one['bom-ref']))
})

test('the source archive holds the tree of the commit, whoever packs it, and none of what is left out', () => {
  const [here, elsewhere] = [['one', '0022', 'UTC'], ['two', '0077', 'Asia/Tokyo']].map(([name, umask, zone]) => {
    mkdirSync(at(name))
    run('bash', ['-c', `umask ${umask} && native/release/source "$1"`, 'bash', at(name)], { env: { ...process.env, TZ: zone } })
    assert.deepEqual(readdirSync(at(name)), [`countersign-${version}.tar.gz`])
    return readFileSync(at(name, `countersign-${version}.tar.gz`))
  })
  assert(here.equals(elsewhere))
  const packed = lines(run('tar', ['-tzf', at('one', `countersign-${version}.tar.gz`)])).filter((name) => !name.endsWith('/'))
  const tracked = lines(run('git', ['ls-tree', '-r', '--name-only', 'HEAD'])).filter((name) => !/^\.(ci\/|git)/.test(name))
  assert.deepEqual(packed.sort(), tracked.map((name) => `countersign-${version}/${name}`).sort())
})

test('the command in the packed npm package runs where nothing else is', () => {
  run('npm', ['pack', '--silent', '--pack-destination', home], { cwd: join(root, 'wasm') })
  run('tar', ['-xzf', at(`countersign-${version}.tgz`), '-C', home])
  const command = at('package', JSON.parse(readFileSync(at('package/package.json'), 'utf8')).bin.countersign)
  assert.equal(run(process.execPath, [command, 'version'], { cwd: home }), `countersign ${version}\n`)
  const words = ['check', 'deposit.address', '--subject', '{"coin":"BTC"}', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']
  assert.equal(run(process.execPath, [command, ...words], { cwd: home }), run(join(native, 'native/countersign'), words))
})

test('only the dry run can be asked for', () => {
  for (const words of [[], ['--publish'], ['--dry-run', '--publish']])
    assert.throws(() => run('./dev', ['release', ...words], { stdio: 'pipe' }), /nothing is published from here/)
})
