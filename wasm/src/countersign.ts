// A loaded Countersign: the operator's keys, policies and tables, and the checks prepared from them.
import { Check, handleOf, moveText, type Moment, type Owner, type Place } from './check.js'
import { Core, encodeText, type Door } from './core.js'
import { CountersignError } from './errors.js'
import type { Kind, Subjects } from './generated/kinds.js'
import { given, randomSource, readWords, wordsFor, type ModuleSource, type Program, type Supply } from './load.js'
import type { Span } from './text.js'
import type { Verdict } from './verdict.js'

export interface LoadOptions {
  /** Where countersign.wasm is, or what it is; by default what the entry has: a file beside it, or its own bytes. */
  readonly wasm?: ModuleSource | Promise<ModuleSource>
  /** The languages of `explain`; by default English and the document's own. The first one is the default of `explain`. */
  readonly languages?: readonly string[]
  /** The clock; by default `Date.now()` and `performance.now()`. Not asked for kinds that no moment matters to. */
  readonly now?: () => Moment
  /** 32 random bytes, for tests that must be repeatable; by default the host's own. */
  readonly seed?: Uint8Array
}

/** JSON as text, as bytes, or as what it is the text of. */
export type Json = string | Uint8Array | object

const keyBytes = 32

function textOf(json: Json): string | Uint8Array {
  return typeof json === 'string' || json instanceof Uint8Array ? json : JSON.stringify(json)
}

function bytesOf(json: Json): Uint8Array {
  const text = textOf(json)
  return typeof text === 'string' ? encodeText(text) : text
}

function keyOf(key: Uint8Array | string): Uint8Array {
  if (typeof key !== 'string') return key
  if (!/^([0-9a-f]{64})$/i.test(key))
    throw new CountersignError('bad-key', 'a key must be 32 bytes, or 64 hexadecimal digits')
  return Uint8Array.from({ length: keyBytes }, (_, i) => parseInt(key.slice(2 * i, 2 * i + 2), 16))
}

/** Made by `load`. `Kinds` are those that its entry knows. */
export class Countersign<Kinds extends Kind = Kind> {
  readonly #program: Program
  readonly #from: Supply
  readonly #random: (bytes: Uint8Array) => void
  readonly #seed: Uint8Array | undefined
  readonly #clock: (() => Moment) | undefined
  /** What a fresh instance has to be told again. */
  readonly #history: ((core: Core) => void)[] = []
  readonly #languages: string[] = []
  readonly #preferred: string
  readonly #forgotten = new FinalizationRegistry<{ core: Core; handle: number }>(({ core, handle }) => {
    try {
      if (!core.dead) core.call(() => core.door.countersign_release(handle))
    } catch {
      // A crash; the next call says so and starts afresh.
    }
  })
  #core: Core
  #owner: Owner

  /** @internal */
  constructor(
    program: Program,
    from: Supply,
    random: (bytes: Uint8Array) => void,
    preferred: string,
    options: LoadOptions,
  ) {
    this.#program = program
    this.#from = from
    this.#random = random
    this.#seed = options.seed
    this.#clock = options.now
    this.#preferred = preferred
    this.#core = this.#begin(program.door)
    this.#owner = this.#ownerOf(this.#core)
  }

  /** Prepares a question: once for a field, not for every keystroke. */
  prepare<K extends Kinds>(kind: K, subject: Subjects[K]): Check<K> {
    const core = this.#alive()
    const handle = core.prepare(kind, textOf(subject))
    const check = new Check<K>(this.#owner, kind, handle)
    this.#forgotten.register(check, { core, handle }, check)
    return check
  }

  /** Adds or replaces an Ed25519 public key that envelopes may be signed with: 32 bytes, or their hexadecimal digits. */
  trust(id: string, publicKey: Uint8Array | string): void {
    const name = encodeText(id)
    const key = keyOf(publicKey)
    this.#tell([name, key], (core, [at, of]) =>
      core.door.countersign_trust(core.context, at!, name.length, of!, key.length),
    )
  }

  /** Takes a signed policy of at least this version. Give the last version that was accepted: versions never go back. */
  loadPolicy(envelope: Json, minimumVersion = 0): void {
    const bytes = bytesOf(envelope)
    this.#tell([bytes], (core, [at]) =>
      core.door.countersign_load_policy(core.context, at!, bytes.length, minimumVersion),
    )
  }

  /** Takes a policy that nobody signed: for trying things out, never for what came over a network. */
  loadUnsignedPolicy(policy: Json): void {
    const bytes = bytesOf(policy)
    this.#tell([bytes], (core, [at]) => core.door.countersign_load_unsigned_policy(core.context, at!, bytes.length))
  }

  /** Takes a table: one of this release, or any other in an envelope of type "table". */
  loadTable(table: Uint8Array): void {
    const bytes = table.slice()
    this.#tell([bytes], (core, [at]) => core.door.countersign_load_table(core.context, at!, bytes.length))
  }

  /** Fetches the words of another language, from where the module came. */
  async loadWords(language: string): Promise<void> {
    if (!this.#knows(language)) this.takeWords(language, await readWords(language, this.#from))
  }

  /** @internal */
  takeWords(language: string, words: Uint8Array): void {
    if (this.#knows(language)) return
    this.loadTable(words)
    this.#languages.push(wordsFor(language)!)
  }

  #knows(language: string): boolean {
    return this.#languages.includes(wordsFor(language) ?? language)
  }

  /**
   * Moves a piece of what one check has read, such as a code found in a message, or the code that it made, to another
   * check and judges it there. The piece is wiped where it was; it never becomes a string.
   */
  move<K extends Kind>(from: Check, span: Span | Place, to: Check<K>, now?: Moment): Verdict<K> {
    return to.runMoved(moveText(from, span, to), now)
  }

  /** The last verdict of a check in a box that only the holder of the key to `publicKey` (X25519) can open. */
  seal(check: Check, publicKey: Uint8Array | string): Uint8Array {
    const core = this.#alive()
    const handle = handleOf(check)
    const key = keyOf(publicKey)
    const seed = new Uint8Array(keyBytes)
    this.#random(seed)
    return core.with([key, seed], ([at, random]) =>
      core
        .answer((out, length) => core.door.countersign_seal(handle, at!, key.length, random!, seed.length, out, length))
        .slice(),
    )
  }

  /** The kinds of this build. */
  get kinds(): readonly Kinds[] {
    return this.#alive().kinds.trimEnd().split('\n') as Kinds[]
  }

  /** The languages that `explain` knows now. */
  get languages(): readonly string[] {
    return [...this.#languages]
  }

  get version(): string {
    return this.#alive().version
  }

  /** The core as it is now, afresh after a crash. */
  #alive(): Core {
    if (this.#core.dead) {
      const core = this.#begin(this.#program.again())
      for (const told of this.#history) told(core)
      this.#core = core
      this.#owner = this.#ownerOf(core)
    }
    return this.#core
  }

  #begin(door: Door): Core {
    const seed = this.#seed ?? new Uint8Array(keyBytes)
    if (seed.length !== keyBytes) throw new CountersignError('bad-key', 'load({ seed }): must be 32 bytes')
    if (this.#seed === undefined) this.#random(seed)
    return new Core(door, seed)
  }

  #tell(pieces: readonly Uint8Array[], call: (core: Core, at: readonly number[]) => number): void {
    const told = (core: Core) => void core.with(pieces, (at) => core.ask(() => call(core, at)))
    told(this.#alive())
    this.#history.push(told)
  }

  /** What the checks of a core share. */
  #ownerOf(core: Core): Owner {
    return {
      core,
      clock: this.#clock,
      language: this.#preferred,
      languages: this.#languages,
      released: (check) => void this.#forgotten.unregister(check),
    }
  }
}

function documentLanguage(): string {
  return typeof document === 'object' ? document.documentElement.lang : ''
}

/** @internal Loads the program and its words, all at once. */
export const loader = <Kinds extends Kind = Kind>(own: Supply) => async (options: LoadOptions = {}): Promise<Countersign<Kinds>> => {
  const local = wordsFor(documentLanguage())
  const languages = options.languages ?? (local === undefined || local === 'en' ? ['en'] : [local, 'en'])
  const from = options.wasm === undefined ? own : await given(await options.wasm, own)
  const [program, random, ...words] = await Promise.all([
    from.program(),
    randomSource(),
    ...languages.map((language) => readWords(language, from)),
  ])
  const preferred = (languages[0] && wordsFor(languages[0])) ?? languages[0] ?? 'en'
  const countersign = new Countersign<Kinds>(program, from, random, preferred, options)
  languages.forEach((language, i) => countersign.takeWords(language, words[i]!))
  return countersign
}
