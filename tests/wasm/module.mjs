// The module alone, without the package's loader: its exports as they are, and places to put things.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
/** COUNTERSIGN_WASM_DIR is the build folder, as for package_under_test.mjs. */
export const folder = `${process.env.COUNTERSIGN_WASM_DIR ?? fileURLToPath(new URL('build/wasm', root))}/wasm`
export const words = { accept: 0, reject: 1, caution: 3, incomplete: 4, unknown: 5 }

let compiled

/** A fresh instance of countersign-test.wasm. */
export async function start() {
  compiled ??= await WebAssembly.compile(await readFile(`${folder}/countersign-test.wasm`))
  const { exports: door } = await WebAssembly.instantiate(compiled, {
    wasi_snapshot_preview1: {
      proc_exit(code) {
        throw new Error(`the module ended itself with ${code}`)
      },
    },
  })
  door._initialize()
  return new Instance(door)
}

/** The names and numbers of core/vocabulary/statuses.def. */
export async function readStatuses() {
  const text = await readFile(new URL('core/vocabulary/statuses.def', root), 'utf8')
  return new Map([...text.matchAll(/^COUNTERSIGN_STATUS\((-\d+), (\w+),/gm)].map(([, number, name]) => [name, +number]))
}

export class Instance {
  constructor(door) {
    this.door = door
    this.memory = new Uint8Array(door.memory.buffer)
    this.out = door.malloc(32)
  }

  /** A word that a call wrote: 0 is what `out` points at, 1 what `out + 4` points at. */
  word(index) {
    return new DataView(this.door.memory.buffer).getUint32(this.out + 4 * index, true)
  }

  /** Copies bytes in; the caller frees them. */
  put(bytes) {
    const at = this.door.malloc(bytes.length || 1)
    if (at === 0) throw new Error('the test itself found no memory')
    this.memory.set(bytes, at)
    return at
  }

  text(at, length) {
    return Buffer.from(this.memory.subarray(at, at + length)).toString()
  }

  /** What a function with two places for results (pointer, length) gave. */
  answer() {
    return this.text(this.word(0), this.word(1))
  }

  context() {
    const status = this.door.countersign_context_create(0, this.out)
    if (status < 0) throw new Error(`no context: ${status}`)
    return this.word(0)
  }

  prepare(context, kind, subject) {
    const name = Buffer.from(kind)
    const json = Buffer.from(subject)
    const nameAt = this.put(name)
    const jsonAt = this.put(json)
    const status = this.door.countersign_prepare(context, nameAt, name.length, jsonAt, json.length, this.out)
    const check = this.word(0)
    this.door.free(nameAt)
    this.door.free(jsonAt)
    return status < 0 ? status : check
  }

  /** Writes into a slot and returns where. */
  type(check, slot, bytes, capacity = bytes.length) {
    const status = this.door.countersign_input(check, slot, capacity, this.out)
    if (status < 0) return status
    this.memory.set(bytes, this.word(0))
    return this.word(0)
  }

  message(context) {
    const at = this.door.countersign_message(context, this.out)
    return this.text(at, this.word(0))
  }
}
