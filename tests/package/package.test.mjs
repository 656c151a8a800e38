// What is published, looked at from outside: the tarball that npm makes, installed by npm.
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { install, packageFolder } from './projects.mjs'

const run = promisify(execFile)
const modules = fileURLToPath(new URL('node_modules/', import.meta.url))

let home, tarball, installed, manifest, entries
before(async () => {
  ;({ home, tarball, installed } = await install())
  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  entries = Object.entries(manifest.exports).flatMap(([name, target]) => expand(name, target.default ?? target))
})
after(() => home && rmSync(home, { recursive: true }))

/** A name with a star stands for every file that there is. */
function expand(name, file) {
  if (!name.includes('*')) return [{ name: `countersign${name.slice(1)}`, file }]
  const [before, after] = file.slice(2).split('*')
  return readdirSync(installed, { recursive: true })
    .filter((path) => path.startsWith(before) && path.endsWith(after) && !path.slice(before.length).includes('/'))
    .filter((path) => !/\/shared-\w+\.js$/.test(path))
    .map((path) => path.slice(before.length, path.length - after.length))
    .map((star) => ({ name: `countersign${name.slice(1).replace('*', star)}`, file: file.replace('*', star) }))
}

const scripts = () => entries.filter(({ file }) => file.endsWith('.js')).map(({ name }) => name)

test('nothing runs when it is installed, and nothing comes with it', () => {
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'])
    assert.equal(manifest.scripts?.[name], undefined, name)
  for (const name of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'])
    assert.equal(manifest[name], undefined, name)
  const others = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.') && name !== 'countersign')
  assert.deepEqual(others, [])
})

test('the command runs from where it was installed', () => {
  const command = join(home, 'node_modules/.bin/countersign')
  assert.equal(execFileSync(command, ['version'], { encoding: 'utf8' }), `countersign ${manifest.version}\n`)
})

// Under each condition that leads to other files: Node's own, Vite's when it builds, what other bundlers ask for.
for (const condition of ['node', 'production', 'module'])
  test(`every entry is imported by Node, without a DOM, under the condition "${condition}"`, async () => {
    assert(scripts().length >= 3, scripts().join())
    writeFileSync(
      join(home, 'import.mjs'),
      `for (const name of ${JSON.stringify(scripts())}) await import(name)
if (typeof document !== 'undefined') throw new Error('a document appeared')
for (const name of ['countersign', 'countersign/inline', 'countersign/js']) {
  const { load } = await import(name)
  const verdict = (await load({ languages: ['zh-CN'] })).prepare('deposit.address', { coin: 'BTC' }).run('x')
  console.log(verdict.outcome, verdict.headline())
}`,
    )
    const { stdout } = await run(process.execPath, [`--conditions=${condition}`, 'import.mjs'], { cwd: home })
    const lines = stdout.trimEnd().split('\n')
    assert.equal(lines.length, 3)
    assert.match(lines[0], /^reject \p{Script=Han}/u)
    assert.equal(new Set(lines).size, 1)
  })

test('every file that an entry names is there', () => {
  const named = (target) => (typeof target === 'string' ? [target] : Object.values(target).flatMap(named))
  for (const [name, target] of Object.entries(manifest.exports))
    for (const file of named(target))
      if (!file.includes('*')) assert(existsSync(join(installed, file)), `${name}: ${file}`)
      else assert(expand(name, file).length > 0, `${name}: ${file}`)
})

test('what is inside asks for no file: the entries that are one file name no other', () => {
  for (const name of ['inline.js', 'js.js'])
    assert.doesNotMatch(readFileSync(join(installed, 'dist', name), 'utf8'), /import\.meta|\bimport\s*["'{*]|\}\s*from\b/)
})

test('no bundler for browsers finds a module of Node’s', () => {
  for (const name of readdirSync(join(installed, 'dist'), { recursive: true }))
    if (name.endsWith('.js'))
      assert.doesNotMatch(readFileSync(join(installed, 'dist', name), 'utf8'), /(?:import|from)[\s(]*["']node:/, name)
})

test('integrity.json has the sum of every file that a page can load', () => {
  const { version, files } = JSON.parse(readFileSync(join(installed, 'dist/integrity.json'), 'utf8'))
  assert.equal(version, manifest.version)
  const loadable = readdirSync(join(installed, 'dist'), { recursive: true }).filter((name) => /\.(js|wasm|bin)$/.test(name))
  assert.deepEqual(Object.keys(files).sort(), loadable.sort())
  for (const [name, sum] of Object.entries(files)) {
    const hash = createHash('sha384').update(readFileSync(join(installed, 'dist', name)))
    assert.equal(sum, `sha384-${hash.digest('base64')}`, name)
  }
})

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true })
  assert.deepEqual(messages, [])
})

// What takes long runs side by side.
describe('types', { concurrency: true }, () => {
  test('are-the-types-wrong finds nothing', async () => {
  const attw = join(modules, '@arethetypeswrong/cli/dist/index.js')
  const names = scripts().map((name) => `.${name.slice('countersign'.length)}`)
  // What was resolved by main alone, or by require, is no concern of a package of modules.
  const words = [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--entrypoints', ...names]
  const { stdout } = await run(process.execPath, [attw, ...words])
  for (const resolution of [/^node16 \(from ESM\): 🟢/gm, /^bundler: 🟢/gm])
    assert.equal(stdout.match(resolution)?.length, names.length, stdout)
})

  const modes = {
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}
for (const [name, mode] of Object.entries(modes))
  test(`every entry has types with ${name} resolution, and they are the same`, async () => {
    const folder = join(home, `types-${name}`)
    mkdirSync(folder)
    const imports = scripts().map((entry, i) => `import * as entry${i} from '${entry}'`)
    writeFileSync(
      join(folder, 'main.ts'),
      `${imports.join('\n')}
import { load, type Countersign, type LoadOptions } from 'countersign'
import * as inline from 'countersign/inline'
import * as js from 'countersign/js'
export const loads: ((options?: LoadOptions) => Promise<Countersign>)[] = [load, inline.load, js.load]
export const others: (typeof load)[] = [inline.load, js.load]
export const verdict: inline.Verdict = (await load()).prepare('deposit.address', { coin: 'BTC' }).run('')
export const used = [${imports.map((_, i) => `entry${i}`).join(', ')}]
`,
    )
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const compilerOptions = { target: 'es2022', lib: ['es2022', 'dom', 'esnext.disposable'], types: [], strict: true, noEmit: true }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...mode, skipLibCheck: false }, files: ['main.ts'] }),
    )
    const tsc = join(packageFolder, 'node_modules/typescript/bin/tsc')
    await run(process.execPath, [tsc, '-p', folder, '--pretty', 'false']).catch(({ stdout }) => assert.fail(stdout))
  })
})
