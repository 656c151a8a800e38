// Finds the module and its words, in browsers, workers and Node, and says what to change when that fails.
import { imports, type Door } from './core.js'
import { CountersignError, CountersignLoadError } from './errors.js'
import { languages, type Language } from './generated/files.js'
import { fromBase64 } from './embedded.js'
import { inNode } from './host.js'

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

/** A program that runs, and runs afresh after a crash. */
export interface Program {
  readonly door: Door
  again(): Door
}

/** Where an entry of this package has its program and its words from. */
export interface Supply {
  program(): Promise<Program>
  words(language: Language): Promise<Uint8Array> | Uint8Array
}

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
  return match ? fromBase64(match[1]!) : undefined
}

async function fetchOrFail(url: URL): Promise<Response> {
  try {
    return await fetch(url)
  } catch (cause) {
    throw new CountersignLoadError(
      `${url.href} could not be fetched; is it there, and does connect-src allow it? ${advice}`,
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
      `${response.url} answered with status ${response.status}, as if it had not been served. ${advice}`,
    )
  return new Uint8Array(await response.arrayBuffer())
}

async function bytesAt(url: URL): Promise<Uint8Array> {
  const data = readDataAddress(url.href)
  if (data) return data
  return url.protocol === 'file:' && inNode ? readFile(url) : bytesOfResponse(await fetchOrFail(url))
}

const advice =
  "Import from 'countersign/inline', which asks for no file. Or serve the package's files: with Vite, add " +
  'optimizeDeps: { exclude: ["countersign"] }; elsewhere give load({ wasm }) the address where countersign.wasm is.'

/** Looks at the first bytes, because an engine's own message says nothing about what to change. */
function mustNotBePage(bytes: Uint8Array, place: string): void {
  if (new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().startsWith('<'))
    throw new CountersignLoadError(
      `${place} gave an HTML page, as servers answer when they know no such file. ${advice}`,
    )
}

function mustBeModule(bytes: Uint8Array, place: string): void {
  if (bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d) return
  mustNotBePage(bytes, place)
  throw new CountersignLoadError(`${place} gave something that is not WebAssembly. ${advice}`)
}

/** An engine's refusal as an error that says what to change. */
function refusal(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/unsafe-eval|wasm-eval|CSP|content.security.policy|code generation disallowed/i.test(message))
    return new CountersignLoadError(
      "the page's content security policy does not allow WebAssembly; add 'wasm-unsafe-eval' to script-src " +
        "(it does not allow JavaScript's eval), or import from 'countersign/js', which needs no WebAssembly",
      cause,
    )
  return new CountersignLoadError(`the module could not be compiled: ${message}`, cause)
}

function programOf(module: WebAssembly.Module, instance: WebAssembly.Instance): Program {
  const again = (): Door => new WebAssembly.Instance(module, imports).exports as unknown as Door
  return { door: instance.exports as unknown as Door, again }
}

/** @internal */
export async function programFromBytes(bytes: Uint8Array, place: string): Promise<Program> {
  mustBeModule(bytes, place)
  try {
    const { module, instance } = await WebAssembly.instantiate(bytes as Uint8Array<ArrayBuffer>, imports)
    return programOf(module, instance)
  } catch (cause) {
    throw refusal(cause)
  }
}

/** @internal */
export async function programFromResponse(response: ResponseLike): Promise<Program> {
  const type = response.headers.get('Content-Type') ?? ''
  if (response.ok && /^application\/wasm\s*(;|$)/i.test(type)) {
    try {
      const { module, instance } = await WebAssembly.instantiateStreaming(response as Response, imports)
      return programOf(module, instance)
    } catch (cause) {
      throw refusal(cause)
    }
  }
  return programFromBytes(await bytesOfResponse(response), response.url || 'the response')
}

async function programFromModule(module: WebAssembly.Module): Promise<Program> {
  return programOf(module, await WebAssembly.instantiate(module, imports))
}

/** @internal */
export async function programAt(url: URL): Promise<Program> {
  if (url.protocol !== 'file:' && url.protocol !== 'data:') return programFromResponse(await fetchOrFail(url))
  return programFromBytes(await bytesAt(url), url.protocol === 'data:' ? 'the data: address' : url.href)
}

/** @internal */
export async function tableAt(url: URL): Promise<Uint8Array> {
  const bytes = await bytesAt(url)
  mustNotBePage(bytes, url.href)
  return bytes
}

/** @internal What the caller gave in place of an entry's own module. Words lie beside an address; else they are the entry's. */
export async function given(source: ModuleSource, own: Supply): Promise<Supply> {
  const { words } = own
  if (source instanceof WebAssembly.Module) return { program: () => programFromModule(source), words }
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
    return { program: () => programFromBytes(asBytes(source), 'load({ wasm })'), words }
  if (typeof source === 'object' && isResponse(source)) return { program: () => programFromResponse(source), words }
  const address = source as { readonly href: string } | string
  const url = await addressOf(typeof address === 'string' ? address : address.href)
  if (url.protocol === 'data:') return { program: () => programAt(url), words }
  return { program: () => programAt(url), words: (language) => tableAt(new URL(`words-${language}.bin`, url)) }
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
    const found = languages.find((language) => language.toLowerCase() === wanted)
    if (found) return found
  }
  return undefined
}

/** @internal */
export async function readWords(language: string, from: Supply): Promise<Uint8Array> {
  const found = wordsFor(language)
  if (found === undefined) throw new CountersignError('unknown-language', `there are no words for ${language}`)
  return from.words(found)
}

type Random = (bytes: Uint8Array) => void

/** The host's source of randomness. */
export function randomSource(): Random | Promise<Random> {
  const from = (host: Crypto): Random => (bytes) => void host.getRandomValues(bytes as Uint8Array<ArrayBuffer>)
  if (globalThis.crypto !== undefined) return from(globalThis.crypto)
  return import(/* @vite-ignore */ /* webpackIgnore: true */ nodeCrypto).then(({ webcrypto }) => from(webcrypto))
}
