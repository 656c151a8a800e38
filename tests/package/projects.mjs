// Throw-away projects that use the package as its users do: installed from the tarball that would be published, three
// lines of code, no configuration. One for each tool and entry, and one server for all that need no server of their own.
import { execFile, fork } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
export const packageFolder = fileURLToPath(new URL('../../wasm', import.meta.url))

export const address = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' // the first block's

const code = (from) => `import { load } from '${from}'
load().then((countersign) => countersign.prepare('deposit.address', { coin: 'BTC' }))
  .then((check) => { document.querySelector('output').textContent = check.run('${address}').headline() })
`

/** The content security policies that pages are tried under, by the name that stands first in their address. */
export const policies = {
  none: undefined,
  self: "script-src 'self'",
  wasm: "script-src 'self' 'wasm-unsafe-eval'",
  types: "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'",
}

export function setPolicy(request, response) {
  const policy = policies[request.headers.host?.split('.')[0]]
  if (policy !== undefined) response.setHeader('Content-Security-Policy', policy)
}

/** What makes of a folder with main.js something that a server can serve, or a server; tools.mjs has them. */
export const tools = ['Vite 6', 'Vite 6, development', 'Vite 8', 'Vite 8, development', 'webpack 5', 'esbuild', 'no bundler']

/** Each in a process of its own, as on a command line: some of them set NODE_ENV for all others. */
function make(tool, folder) {
  const process = fork(fileURLToPath(new URL('tools.mjs', import.meta.url)), [tool, folder], { silent: true })
  let said = ''
  for (const stream of [process.stdout, process.stderr]) stream.on('data', (piece) => (said += piece))
  return new Promise((resolve, reject) => {
    process.on('message', (made) => resolve({ ...made, close: () => process.kill() }))
    process.on('exit', (status) => reject(new Error(`${tool} ended with ${status}: ${said}`)))
  })
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.png': 'image/png' }

// Servers that do not have the package's files: one says so, one answers with the page of an application.
const lost = /\.(wasm|bin)$/

/** Serves folders; the second word of the host's name says which one. */
async function serve(folders) {
  const server = createServer((request, response) => {
    setPolicy(request, response)
    const { pathname } = new URL(request.url, 'http://localhost')
    const [kind, name] = request.headers.host.split('.')
    const folder = folders.get(name)
    const wanted = kind === 'page' && lost.test(pathname) ? '/' : pathname
    const file = join(folder, wanted === '/' ? 'index.html' : wanted)
    if (kind === 'absent' && lost.test(pathname)) return response.writeHead(404).end()
    if (pathname.includes('..') || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** The package as npm would publish it, installed by npm, in a folder of its own. */
export async function install() {
  const home = mkdtempSync(join(tmpdir(), 'countersign-packed-'))
  writeFileSync(join(home, 'package.json'), '{"private":true}')
  await run('npm', ['pack', packageFolder, '--pack-destination', home, '--silent'])
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'))
  await run('npm', ['install', `./${tarball}`, '--offline', '--no-audit', '--no-fund', '--silent'], { cwd: home })
  return { home, tarball: join(home, tarball), installed: join(home, 'node_modules/countersign') }
}

/**
 * Builds a project for each [tool, entry], at once. `address(tool, entry, policy)` is where it is, `failed` what could not
 * be built.
 */
export async function buildAll(wanted) {
  const { home, installed } = await install()
  const folders = new Map()
  const places = new Map()
  const failed = new Map()
  const closing = []
  await Promise.all(
    wanted.map(async ([tool, entry], i) => {
      const name = `project-${i}`
      const folder = join(home, name)
      mkdirSync(join(folder, 'node_modules'), { recursive: true })
      cpSync(installed, join(folder, 'node_modules/countersign'), { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}')
      const file = `./node_modules/countersign/dist/${entry === '.' ? 'index' : entry.slice(2)}.js`
      writeFileSync(join(folder, 'main.js'), code(tool === 'no bundler' ? file : `countersign${entry.slice(1)}`))
      try {
        const made = await make(tool, folder)
        closing.push(made.close)
        if (made.folder) folders.set(name, made.folder)
        places.set(`${tool} ${entry}`, { name, port: made.port })
      } catch (error) {
        failed.set(`${tool} ${entry}`, error)
      }
    }),
  )
  const server = await serve(folders)
  return {
    failed,
    home,
    address(tool, entry, policy) {
      const { name, port } = places.get(`${tool} ${entry}`)
      return `http://${policy}.${name}.localhost:${port ?? server.address().port}/`
    },
    close() {
      for (const close of closing) close()
      server.close().closeAllConnections()
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
