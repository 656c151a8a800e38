// What stands between a browser and everything else: a proxy. Each browser is started with one of its own and told to ask
// it for everything, this machine included. It relays what goes to the servers under test, writes down every other
// address that anything in the browser asked for, and refuses it. So a request to another origin is seen in every engine,
// whoever made it and whether or not its driver tells of requests.
//
// Into the head of each page that passes it puts one script of the page's own origin, which notes what goes wrong there: errors, what
// is written to the console, and what the page's policy stopped. The page is otherwise as it was sent.
import { Agent, createServer, request as ask } from 'node:http'
import { connect } from 'node:net'

const scriptPath = '/the-tests/watch.js'

/** Runs in the page, before anything of the page's own. What was noted outlives a page that is left for the next. */
function watch() {
  const kept = 'what went wrong'
  const noted = []
  const note = (what) => noted.push(what)
  window.whatWentWrong = () => [...JSON.parse(sessionStorage.getItem(kept) ?? '[]'), ...noted]
  addEventListener('pagehide', () => {
    if (noted.length > 0) sessionStorage.setItem(kept, JSON.stringify(window.whatWentWrong()))
    noted.length = 0
  })
  addEventListener(
    'error',
    (event) => note(event.message === undefined ? `not loaded: ${event.target.src ?? event.target.href}` : `error: ${event.message}`),
    true,
  )
  addEventListener('unhandledrejection', (event) => note(`error: ${event.reason}`))
  document.addEventListener('securitypolicyviolation', (event) =>
    note(`violation: ${event.violatedDirective} ${event.blockedURI}`),
  )
  for (const level of ['debug', 'log', 'info', 'warn', 'error', 'assert', 'trace']) {
    const write = console[level]
    console[level] = (...what) => {
      if (level !== 'assert' || !what[0]) note(`console.${level}: ${what.join(' ')}`)
      write.apply(console, what)
    }
  }
}

/**
 * What a browser asks of its own accord and cannot be told to leave: Chromium fetches the dictionary for a field's spelling.
 * Refused as all others, and no page's doing.
 */
const browsersOwn = new Set(['redirector.gvt1.com'])

const withScript = (html) => html.replace(/<head\b[^>]*>/i, (head) => `${head}<script src="${scriptPath}"></script>`)

/**
 * Starts a witness. `port` is where it listens; `allow(address)` names a server that may be asked; `serve(address, files)`
 * makes it answer there itself, with these files and no longer with those of the time before; `takeStrangers()` gives who
 * else was asked since it was last called: "GET http://host/path", "CONNECT host:port".
 */
export async function startWitness() {
  let strangers = []
  const allowed = new Set()
  const served = new Map()
  const agent = new Agent({ keepAlive: true })
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', json: 'application/json' }

  function answer(response, path, file) {
    const { body, headers } = typeof file === 'string' ? { body: file } : file
    const type = types[path.split('.').at(-1)]
    const sent = type === types.html ? withScript(body) : body
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': Buffer.byteLength(sent), ...headers })
    response.end(sent)
  }

  function refuse(response) {
    response.writeHead(502, { 'Content-Type': 'text/plain' })
    response.end('The tests let nothing through to here.\n')
  }

  function relay(request, response, { hostname, port, pathname, search }) {
    const headers = { ...request.headers, 'accept-encoding': 'identity' }
    delete headers['proxy-connection']
    const on = ask({ agent, hostname, port, path: pathname + search, method: request.method, headers }, (its) => {
      if (!/^text\/html\b/.test(its.headers['content-type'] ?? '')) {
        response.writeHead(its.statusCode, its.rawHeaders)
        its.pipe(response)
        return
      }
      const pieces = []
      its.on('data', (piece) => pieces.push(piece))
      its.on('end', () => {
        const body = withScript(Buffer.concat(pieces).toString('utf8'))
        response.writeHead(its.statusCode, { ...its.headers, 'content-length': Buffer.byteLength(body) })
        response.end(body)
      })
    })
    on.on('error', () => response.destroy())
    request.pipe(on)
  }

  const server = createServer((request, response) => {
    const address = URL.canParse(request.url) ? new URL(request.url) : undefined
    if (address === undefined) return refuse(response)
    const { origin, pathname } = address
    if (!allowed.has(origin)) {
      if (!browsersOwn.has(address.hostname)) strangers.push(`${request.method} ${address.href}`)
      return refuse(response)
    }
    if (pathname === scriptPath) return answer(response, pathname, `(${watch})()`)
    const file = served.get(origin + pathname)
    if (file === undefined) relay(request, response, address)
    else answer(response, pathname, file)
  })
  // For https: and ws:. What is encrypted is not looked into; nothing under test is.
  server.on('connect', (request, socket) => {
    socket.on('error', () => {})
    const host = `http://${request.url}`
    if (!allowed.has(URL.canParse(host) ? new URL(host).origin : '')) {
      if (!browsersOwn.has(request.url.replace(/:\d+$/, ''))) strangers.push(`CONNECT ${request.url}`)
      socket.end('HTTP/1.1 502 Refused\r\n\r\n')
      return
    }
    const { hostname, port } = new URL(host)
    const on = connect(Number(port || 80), hostname, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      on.pipe(socket).pipe(on)
    })
    on.on('error', () => socket.destroy())
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    allow: (address) => allowed.add(new URL(address).origin),
    serve(address, files) {
      served.clear()
      for (const [path, file] of Object.entries(files)) served.set(new URL(path, address).href, file)
    },
    takeStrangers() {
      const taken = strangers
      strangers = []
      return taken
    },
    async close() {
      agent.destroy()
      await new Promise((resolve) => server.close(resolve).closeAllConnections())
    },
  }
}
