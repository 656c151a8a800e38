// node tools.mjs TOOL FOLDER, forked: does in the folder what the tool does without configuration, and tells the parent
// which folder to serve, or the port of a server of its own.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setPolicy } from './projects.mjs'

// The language is one whose words are a file of their own.
const page = (script) => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>Project</title>
<link rel="icon" href="/icon.png">
<output></output>
${script}
</html>
`

const module = (path) => `<script type="module" src="${path}"></script>`

// 1×1, so that no browser asks for an icon that is not there.
const icon = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function plain(folder, script) {
  writeFileSync(join(folder, 'index.html'), page(script))
  writeFileSync(join(folder, 'icon.png'), icon)
  return { folder }
}

function vite(name, { development }) {
  return async (folder) => {
    writeFileSync(join(folder, 'index.html'), page(module('/main.js')))
    mkdirSync(join(folder, 'public'))
    writeFileSync(join(folder, 'public/icon.png'), icon)
    const { build, createServer } = await import(name)
    const quiet = { root: folder, configFile: false, logLevel: 'error', clearScreen: false }
    if (!development) {
      await build(quiet)
      return { folder: join(folder, 'dist') }
    }
    // The policy is the server's, not the bundler's.
    const policy = {
      name: 'policy',
      configureServer(server) {
        server.middlewares.use((request, response, next) => (setPolicy(request, response), next()))
      },
    }
    const server = await createServer({ ...quiet, plugins: [policy], server: { host: '127.0.0.1' } })
    await server.listen()
    return { port: server.httpServer.address().port }
  }
}

const tools = {
  'Vite 6': vite('vite6', { development: false }),
  'Vite 6, development': vite('vite6', { development: true }),
  'Vite 8': vite('vite8', { development: false }),
  'Vite 8, development': vite('vite8', { development: true }),
  async 'webpack 5'(folder) {
    const { default: webpack } = await import('webpack')
    const output = { path: join(folder, 'dist') }
    const stats = await promisify(webpack)({ context: folder, entry: './main.js', mode: 'production', output })
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
    // webpack finds 244 KiB large; ./js is.
    const told = [...errors, ...warnings.filter(({ message }) => !/size limit|limit the size/.test(message))]
    if (told.length > 0) throw new Error(told.map(({ message }) => message).join('\n'))
    return plain(folder, '<script defer src="/dist/main.js"></script>')
  },
  async esbuild(folder) {
    const { build } = await import('esbuild')
    const options = { absWorkingDir: folder, entryPoints: ['main.js'], bundle: true, outfile: 'dist/main.js' }
    const { warnings } = await build({ ...options, logLevel: 'silent' })
    if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'))
    return plain(folder, module('/dist/main.js'))
  },
  'no bundler': (folder) => plain(folder, module('/main.js')),
}

const [tool, folder] = process.argv.slice(2)
const made = await tools[tool](folder)
process.send(made)
if (made.folder) process.disconnect()
