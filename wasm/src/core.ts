// One instance of the module and its one context. Changes shapes only: bytes into memory, statuses into errors. Memory
// is fixed, so views never detach. Anything that escapes from the module is a crash: the instance is wiped and dropped.
import { CountersignCrash, CountersignError, slugOf } from './errors.js'
import { statuses } from './generated/statuses.js'

/** What the module exports: countersign.h, and the allocator for what goes in. */
export interface Door {
  readonly memory: { readonly buffer: ArrayBuffer }
  _initialize(): void
  malloc(size: number): number
  free(at: number): void
  countersign_context_create(seed: number, out: number): number
  countersign_trust(context: number, id: number, idLength: number, key: number, keyLength: number): number
  countersign_load_policy(context: number, envelope: number, length: number, minimumVersion: number): number
  countersign_load_unsigned_policy(context: number, policy: number, length: number): number
  countersign_load_table(context: number, table: number, length: number): number
  countersign_message(context: number, length: number): number
  countersign_prepare(
    context: number,
    kind: number,
    kindLength: number,
    subject: number,
    subjectLength: number,
    out: number,
  ): number
  countersign_input(check: number, slot: number, capacity: number, out: number): number
  countersign_run(check: number, length0: number, length1: number, wall: number, steady: number): number
  countersign_run_lines(
    check: number,
    length: number,
    wall: number,
    steady: number,
    outcomes: number,
    capacity: number,
  ): number
  countersign_view(check: number): number
  countersign_observe(check: number, event: number, wall: number, steady: number): number
  countersign_tell(check: number, json: number, length: number, wall: number, steady: number): number
  countersign_move(from: number, offset: number, length: number, to: number): number
  countersign_verdict(check: number, out: number, length: number): number
  countersign_explain(check: number, language: number, languageLength: number, out: number, length: number): number
  countersign_seal(
    check: number,
    key: number,
    keyLength: number,
    seed: number,
    seedLength: number,
    out: number,
    length: number,
  ): number
  countersign_wipe(check: number): number
  countersign_release(check: number): number
  countersign_lines(
    context: number,
    kind: number,
    kindLength: number,
    lines: number,
    length: number,
    wall: number,
    steady: number,
    out: number,
    outLength: number,
  ): number
  countersign_moment(text: number, length: number, out: number): number
  countersign_open(
    context: number,
    sealed: number,
    length: number,
    key: number,
    keyLength: number,
    out: number,
    outLength: number,
  ): number
  countersign_kinds(length: number): number
  countersign_version(): number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text)
}

/** What the module may ask of its host: nothing but to be stopped. */
export const imports = {
  wasi_snapshot_preview1: {
    proc_exit(code: number): never {
      throw new Error(`the module ended itself with ${code}`)
    },
  },
}

/** For the JSON of a subject as it usually is. */
const deskBytes = 4096

export class Core {
  readonly door: Door
  readonly bytes: Uint8Array
  readonly words: Uint32Array
  readonly context: number
  dead = false
  /** 16 bytes for what calls give back. */
  readonly #scratch: number
  /** Where short texts are written for the time of one call, so that none has to be allocated. Never for secrets. */
  readonly #desk: Uint8Array

  /** The seed is for what needs randomness: 32 bytes, or none. */
  constructor(door: Door, seed: Uint8Array | undefined) {
    this.door = door
    this.bytes = new Uint8Array(door.memory.buffer)
    this.words = new Uint32Array(door.memory.buffer)
    this.context = 0
    this.#scratch = this.call(() => {
      door._initialize()
      return door.malloc(16 + deskBytes)
    })
    if (this.#scratch === 0) throw new CountersignError('out-of-memory')
    this.#desk = this.bytes.subarray(this.#scratch + 16, this.#scratch + 16 + deskBytes)
    if (seed === undefined) {
      this.context = this.#handle((out) => door.countersign_context_create(0, out))
    } else {
      this.context = this.with([seed], ([at]) => this.#handle((out) => door.countersign_context_create(at!, out)))
    }
  }

  /** Calls into the module; whatever escapes is a crash. */
  call(run: () => number): number {
    if (this.dead) throw new CountersignError('bad-handle')
    try {
      return run()
    } catch (cause) {
      throw this.crash(cause)
    }
  }

  /** Calls into the module and makes an error of a status. */
  ask(run: () => number): number {
    const result = this.call(run)
    if (result < 0) throw this.error(result)
    return result
  }

  crash(cause: unknown): CountersignCrash {
    this.dead = true
    this.bytes.fill(0)
    return new CountersignCrash(cause)
  }

  error(status: number): CountersignError {
    const slug = slugOf(status)
    // The only statuses that may come without a context to keep the sentence.
    if (slug === 'bad-handle' || slug === 'null-pointer' || this.context === 0) return new CountersignError(slug)
    const at = this.call(() => this.door.countersign_message(this.context, this.#scratch))
    return new CountersignError(slug, decodeText(this.bytes.subarray(at, at + this.#out(0))))
  }

  /** Copies each piece into memory for the time of one call. */
  with<T>(pieces: readonly Uint8Array[], use: (at: readonly number[]) => T): T {
    const placed: number[] = []
    try {
      for (const piece of pieces) {
        const at = this.call(() => this.door.malloc(piece.length || 1))
        if (at === 0) throw new CountersignError('out-of-memory')
        placed.push(at)
        this.bytes.set(piece, at)
      }
      return use(placed)
    } finally {
      if (!this.dead) for (const at of placed) this.call(() => (this.door.free(at), 0))
    }
  }

  /** Prepares a check; its handle. */
  prepare(kind: string, subject: string | Uint8Array): number {
    // A UTF-16 unit takes three bytes at most.
    if (typeof subject === 'string' && 3 * (kind.length + subject.length) <= deskBytes) {
      const desk = this.#desk
      const at = desk.byteOffset
      const length = encoder.encodeInto(subject, desk).written
      const nameLength = encoder.encodeInto(kind, desk.subarray(length)).written
      return this.#prepare(at + length, nameLength, at, length)
    }
    const name = encodeText(kind)
    const json = typeof subject === 'string' ? encodeText(subject) : subject
    return this.with([name, json], ([at, of]) => this.#prepare(at!, name.length, of!, json.length))
  }

  #prepare(kind: number, kindLength: number, subject: number, subjectLength: number): number {
    return this.#handle((out) =>
      this.door.countersign_prepare(this.context, kind, kindLength, subject, subjectLength, out),
    )
  }

  /** For calls that give a pointer. */
  pointer(run: (out: number) => number): number {
    return this.#handle(run)
  }

  /** An input slot of a check; nothing where its kind has none of this number. */
  slot(check: number, slot: number, capacity: number): Uint8Array | undefined {
    const status = this.call(() => this.door.countersign_input(check, slot, capacity, this.#scratch))
    if (status === statuses['bad-slot'].number) return undefined
    if (status < 0) throw this.error(status)
    const at = this.#out(0)
    return this.bytes.subarray(at, at + capacity)
  }

  /** For calls that give a pointer and a length: the bytes, to be read before the next call. */
  answer(run: (out: number, length: number) => number): Uint8Array {
    this.ask(() => run(this.#scratch, this.#scratch + 4))
    const at = this.#out(0)
    return this.bytes.subarray(at, at + this.#out(1))
  }

  /** Reads a moment as the command line writes it; nothing if it is none. */
  moment(text: Uint8Array): { wall: number; steady: number } | undefined {
    return this.with([text], ([at]) => {
      if (this.call(() => this.door.countersign_moment(at!, text.length, this.#scratch)) < 0) return undefined
      const view = new DataView(this.bytes.buffer, this.#scratch, 16)
      return { wall: view.getFloat64(0, true), steady: view.getFloat64(8, true) }
    })
  }

  get kinds(): string {
    const at = this.call(() => this.door.countersign_kinds(this.#scratch))
    return decodeText(this.bytes.subarray(at, at + this.#out(0)))
  }

  get version(): string {
    const at = this.call(() => this.door.countersign_version())
    return decodeText(this.bytes.subarray(at, this.bytes.indexOf(0, at)))
  }

  #out(word: number): number {
    return this.words[(this.#scratch >> 2) + word]!
  }

  #handle(run: (out: number) => number): number {
    this.ask(() => run(this.#scratch))
    return this.#out(0)
  }
}
