// Finds the module and its words, in browsers, workers and Node, and says what to change when that fails.
import { CountersignError, CountersignLoadError } from './errors.js'
import { moduleFile, wordsFiles, type Language } from './generated/files.js'

/** What `fetch` resolves to, as far as it is needed. */
export interface ResponseLike {
  readonly ok: boolean
  readonly status: number
  readonly url: string
  readonly headers: { get(name: string): string | null }
  arrayBuffer(): Promise<ArrayBuffer>
}

/** A compiled `WebAssembly.Module`. */
export type ModuleLike = object

/** An address (a `URL`, or a string: in Node a path, too), the bytes, a response, or a compiled module. */
export type ModuleSource =
  { readonly href: string } | string | ArrayBuffer | ArrayBufferView | ResponseLike | ModuleLike

const inNode = (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node !== undefined

// Not written as literals: a bundler for browsers must not look for Node's modules.
const nodeFiles = 'node:fs/promises'
const nodeUrl = 'node:url'
const nodeCrypto = 'node:crypto'

function isResponse(source: object): source is ResponseLike {
  return typeof (source as Partial<ResponseLike>).arrayBuffer === 'function'
}

function asBytes(source: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
}

/** A string as an address: absolute, or a path in Node, or relative to the page. */
async function addressOf(text: string): Promise<URL> {
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return new URL(text)
  if (inNode) {
    const { pathToFileURL } = await import(/* @vite-ignore */ /* webpackIgnore: true */ nodeUrl)
    return pathToFileURL(text)
  }
  return new URL(text, typeof document === 'object' ? document.baseURI : location.href)
}

/** A `data:` address read without the network, which a page's policy may not allow for it. */
function readDataAddress(href: string): Uint8Array | undefined {
  const match = /^data:[^,]*;base64,(.*)$/i.exec(href)
  return match ? Uint8Array.from(atob(match[1]!), (c) => c.charCodeAt(0)) : undefined
}

async function fetchOrFail(url: URL): Promise<Response> {
  try {
    return await fetch(url)
  } catch (cause) {
    throw new CountersignLoadError(
      `${url.href} could not be fetched; is it there, and does connect-src allow it?`,
      cause,
    )
  }
}

async function readFile(url: URL): Promise<Uint8Array> {
  try {
    const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ nodeFiles)
    return await readFile(url)
  } catch (cause) {
    throw new CountersignLoadError(`${url.pathname} could not be read; it comes with the package, in dist/`, cause)
  }
}

async function bytesOfResponse(response: ResponseLike): Promise<Uint8Array> {
  if (!response.ok)
    throw new CountersignLoadError(
      `${response.url} answered with status ${response.status}; serve dist/ of the package`,
    )
  return new Uint8Array(await response.arrayBuffer())
}

function bytesAt(url: URL): Promise<Uint8Array> | Uint8Array {
  const data = readDataAddress(url.href)
  if (data) return data
  return url.protocol === 'file:' && inNode ? readFile(url) : fetchOrFail(url).then(bytesOfResponse)
}

const advice =
  'With Vite, add optimizeDeps: { exclude: ["countersign"] }; elsewhere give load({ wasm }) the address where ' +
  'countersign.wasm is served.'

/** Looks at the first bytes, because an engine's own message says nothing about what to change. */
function mustBeModule(bytes: Uint8Array, place: string): void {
  if (bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d) return
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  const what = start.startsWith('<')
    ? 'an HTML page, as development servers answer when they know no such file'
    : 'something that is not WebAssembly'
  throw new CountersignLoadError(`${place} gave ${what}. ${advice}`)
}

/** An engine's refusal as an error that says what to change. */
function refusal(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/unsafe-eval|wasm-eval|CSP|content.security.policy|code generation disallowed/i.test(message))
    return new CountersignLoadError(
      "the page's content security policy does not allow WebAssembly; add 'wasm-unsafe-eval' to script-src " +
        "(it does not allow JavaScript's eval)",
      cause,
    )
  return new CountersignLoadError(`the module could not be compiled: ${message}`, cause)
}

async function compile(bytes: Uint8Array, place: string): Promise<WebAssembly.Module> {
  mustBeModule(bytes, place)
  try {
    return await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>)
  } catch (cause) {
    throw refusal(cause)
  }
}

async function compileResponse(response: ResponseLike): Promise<WebAssembly.Module> {
  const type = response.headers.get('Content-Type') ?? ''
  if (response.ok && /^application\/wasm\s*(;|$)/i.test(type) && typeof WebAssembly.compileStreaming === 'function') {
    try {
      return await WebAssembly.compileStreaming(response as Response)
    } catch (cause) {
      throw refusal(cause)
    }
  }
  return compile(await bytesOfResponse(response), response.url || 'the response')
}

/** @internal The module, and where its words lie when the caller said where the module is. */
export async function loadModule(
  source: ModuleSource | undefined,
): Promise<{ module: WebAssembly.Module; base: URL | undefined }> {
  if (source instanceof WebAssembly.Module) return { module: source, base: undefined }
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
    return { module: await compile(asBytes(source), 'load({ wasm })'), base: undefined }
  if (typeof source === 'object' && isResponse(source))
    return { module: await compileResponse(source), base: undefined }
  const given = source as { readonly href: string } | string | undefined
  const base = given === undefined ? undefined : await addressOf(typeof given === 'string' ? given : given.href)
  const url = base ?? moduleFile()
  if (url.protocol !== 'file:' && url.protocol !== 'data:')
    return { module: await compileResponse(await fetchOrFail(url)), base }
  return { module: await compile(await bytesAt(url), url.protocol === 'data:' ? 'the data: address' : url.href), base }
}

/**
 * The words that serve a language tag (RFC 5646), if there are any: "en-GB" finds "en"; "zh", "zh-CN" and "zh-SG" find
 * "zh-Hans". The core chooses in the same way.
 */
export function wordsFor(tag: string): Language | undefined {
  const parts = tag.toLowerCase().split('-')
  if (parts[0] === 'zh' && (parts.length === 1 || ['hans', 'cn', 'sg', 'my'].includes(parts[1]!))) return 'zh-Hans'
  for (let length = parts.length; length > 0; length--) {
    const wanted = parts.slice(0, length).join('-')
    const found = (Object.keys(wordsFiles) as Language[]).find((language) => language.toLowerCase() === wanted)
    if (found) return found
  }
  return undefined
}

/** @internal */
export async function readWords(language: string, base: URL | undefined): Promise<Uint8Array> {
  const found = wordsFor(language)
  if (found === undefined) throw new CountersignError('unknown-language', `there are no words for ${language}`)
  return bytesAt(
    base === undefined || base.protocol === 'data:' ? wordsFiles[found]() : new URL(`words-${found}.bin`, base),
  )
}

/** The host's source of randomness. */
export async function randomSource(): Promise<(bytes: Uint8Array) => void> {
  const host: Crypto =
    globalThis.crypto ?? (await import(/* @vite-ignore */ /* webpackIgnore: true */ nodeCrypto)).webcrypto
  return (bytes) => void host.getRandomValues(bytes as Uint8Array<ArrayBuffer>)
}
