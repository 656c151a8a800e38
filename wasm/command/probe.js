// countersign probe: the certificates a server shows, as it shows them, for connection.certificate to judge. Nothing is
// verified here, on purpose: a chain that must be refused has to be seen first.
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { Arguments } from './arguments.js'
import { Failure, quoted, systemSentence } from './failure.js'
import { writeOut } from './streams.js'

const patience = 10_000

function split(target) {
  const colon = target.lastIndexOf(':')
  let host = colon < 0 ? target : target.slice(0, colon)
  const port = colon < 0 ? '' : target.slice(colon + 1)
  const bracketed = host.length > 2 && host.startsWith('[') && host.endsWith(']')
  if (bracketed) host = host.slice(1, -1)
  const good =
    host !== '' &&
    (bracketed || !/[:[\]]/.test(host)) &&
    !/[ /@?#%"\\]/.test(host) &&
    /^[0-9]{1,5}$/.test(port) &&
    Number(port) >= 1 &&
    Number(port) <= 65535
  if (!good) throw new Failure('probe', `not HOST:PORT: ${quoted(target)}; give it like example.org:443 or [::1]:443`)
  return { host, port }
}

// The certificates in the order they were sent. Node links each to its issuer; the last one may be its own.
function chainOf(socket) {
  const chain = []
  for (let one = socket.getPeerCertificate(true); one?.raw; one = one.issuerCertificate) {
    const der = one.raw.toString('base64')
    if (chain.includes(der)) break
    chain.push(der)
  }
  return chain
}

function sentenceOf(error, connected) {
  if (error.syscall === 'getaddrinfo')
    return `no address found: ${error.code === 'EAI_AGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known'}`
  const cause = error.errors?.at(-1) ?? error // one error for each address that was tried
  if (!connected) return `no connection: ${systemSentence(cause)}`
  return `no TLS handshake: ${error.reason ?? 'the server hung up'}`
}

function askServer({ host, port }) {
  return new Promise((resolve, reject) => {
    const fail = (what) => {
      socket.destroy()
      reject(new Failure(`${host}:${port}`, what))
    }
    let connected = false
    let stapled = null
    const timer = setTimeout(() => fail('no answer within 10 seconds'), patience)
    const socket = connect({
      host,
      port: Number(port),
      ...(isIP(host) ? {} : { servername: host }),
      requestOCSP: true,
      rejectUnauthorized: false,
      ca: [], // or Node would add the root that it knows to what the server sent
      // Outdated servers are shown as well, as far as this OpenSSL still speaks with them.
      minVersion: 'TLSv1',
      ciphers: 'ALL:@SECLEVEL=0',
    })
    socket.on('connect', () => (connected = true))
    socket.on('OCSPResponse', (response) => {
      if (response?.length > 0) stapled = response.toString('base64')
    })
    socket.on('secureConnect', () => {
      clearTimeout(timer)
      const chain = chainOf(socket)
      socket.destroy()
      resolve({ host, chain, stapled })
    })
    socket.on('error', (error) => {
      clearTimeout(timer)
      fail(sentenceOf(error, connected))
    })
  })
}

export async function runProbe(words) {
  const options = new Arguments('probe', {}, words)
  const target = split(options.requiredPositional(0, 'HOST:PORT'))
  options.atMost(1)
  writeOut(`${JSON.stringify(await askServer(target))}\n`)
  return 0
}
