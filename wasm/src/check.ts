/// <reference lib="esnext.disposable" preserve="true" />
// A prepared question. The text goes straight into the check's own buffer in the module and stays nowhere else.
import { keyEventBytes, writeKeyEvent, type KeyEventLike } from './key_event.js'
import { decodeText, encodeText, type Core } from './core.js'
import { CountersignError } from './errors.js'
import { outcomes, type Outcome } from './generated/reasons.js'
import { timelessKinds, type Kind } from './generated/kinds.js'
import { byteLength, toBytes, toUtf16, widthsOf, writeText, type Span } from './text.js'
import { staleVerdict, Verdict, type Source, type View } from './verdict.js'

/** Milliseconds of Unix time and of a clock that never goes back. With one clock, give it alone. */
export interface Moment {
  readonly wall: number
  readonly steady?: number
}

export interface RunOptions {
  /** What was copied, or an earlier secret, for kinds that compare. */
  readonly copied?: string
  readonly now?: Moment
}

/** Bytes of a check's buffer, where the last run left a code that it made. */
export interface Place {
  readonly offset: number
  readonly length: number
}

/** What a check needs of the one who prepared it. */
export interface Owner {
  readonly core: Core
  readonly clock: (() => Moment) | undefined
  readonly language: string
  readonly languages: readonly string[]
  released(check: Check): void
}

/** For kinds that no moment matters to: reading the clocks would take longer than judging. */
const always: Required<Moment> = Object.freeze({ wall: 0, steady: 0 })

const leastRoom = 256
const mostRoom = 4 << 20
const linesAtOnce = 256 << 10

// Not on the class: only this package moves texts, reads verdicts and frees checks.
export let handleOf: (check: Check) => number
export let moveText: (from: Check, span: Span | Place, to: Check) => number

/** What turns spans in the text's bytes into UTF-16 units. */
function placesIn(widths: Uint8Array): (span: Span) => Span {
  return ([offset, bytes]) => toUtf16(widths, offset, bytes)
}

/** What a check's last verdict reads from. */
class LastRun implements Source {
  readonly #core: Core
  readonly #handle: number
  readonly language: string
  readonly languages: readonly string[]

  constructor(core: Core, handle: number, { language, languages }: Owner) {
    this.#core = core
    this.#handle = handle
    this.language = language
    this.languages = languages
  }

  get json(): string {
    const core = this.#core
    return decodeText(core.answer((out, length) => core.door.countersign_verdict(this.#handle, out, length)))
  }

  explain(wanted: string): string {
    const core = this.#core
    const tag = encodeText(wanted)
    return core.with([tag], ([at]) =>
      decodeText(
        core.answer((out, length) => core.door.countersign_explain(this.#handle, at!, tag.length, out, length)),
      ),
    )
  }
}

export class Check<K extends Kind = Kind> {
  readonly kind: K
  readonly #owner: Owner
  readonly #core: Core
  readonly #view: View
  readonly #timeless: boolean
  readonly #slots: [Uint8Array | undefined, Uint8Array | undefined] = [undefined, undefined]
  #handle: number
  #source: Source | undefined
  #runs = 0
  /** Of the last run's text, if its spans are not in bytes: the text itself may be a secret, and is not kept. */
  #widths: Uint8Array | undefined
  #textless = false // its kind takes no text

  static {
    handleOf = (check) => check.#alive()
    moveText = (from, span, to) => {
      const [offset, length] =
        'offset' in span ? [span.offset, span.length] : from.#widths === undefined ? span : toBytes(from.#widths, span)
      const core = from.#core
      const moved = core.ask(() => core.door.countersign_move(from.#alive(), offset, length, to.#alive()))
      // A text longer than the buffer got a new one.
      if (moved > (to.#slots[0]?.length ?? 0)) to.#slots[0] = undefined
      from.#widths = undefined
      return moved
    }
  }

  /** Made by `countersign.prepare`. */
  constructor(owner: Owner, kind: K, handle: number) {
    this.kind = kind
    this.#owner = owner
    this.#core = owner.core
    this.#handle = handle
    this.#timeless = timelessKinds.includes(kind)
    const start = this.#core.call(() => this.#core.door.countersign_view(handle)) >> 2
    this.#view = { words: this.#core.words, start }
  }

  /** Judges a text. Kinds that take none are run without. */
  run(text?: string, options?: RunOptions): Verdict<K> {
    this.#alive()
    try {
      const length = text === undefined ? this.#noText() : this.#write(0, text)
      const other = options?.copied === undefined ? 0 : this.#write(1, options.copied)
      const widths = text === undefined || length === text.length ? undefined : widthsOf(text)
      this.#widths = widths
      return this.#judge(length, other, options?.now, widths && placesIn(widths))
    } catch (error) {
      throw this.#refused(error)
    }
  }

  /** Judges bytes that should be UTF-8. Spans are in bytes. */
  runBytes(bytes: Uint8Array, options?: RunOptions): Verdict<K> {
    this.#alive()
    try {
      this.#room(0, bytes.length).set(bytes)
      const other = options?.copied === undefined ? 0 : this.#write(1, options.copied)
      this.#widths = undefined
      return this.#judge(bytes.length, other, options?.now, undefined)
    } catch (error) {
      throw this.#refused(error)
    }
  }

  /** Judges what a field holds now. */
  runFrom(field: { readonly value: string }, options?: RunOptions): Verdict<K> {
    return this.run(field.value, options)
  }

  /** Judges each line of a text and gives the outcomes alone. Not for kinds that take secrets. */
  runLines(text: string, options?: { readonly now?: Moment }): Outcome[] {
    this.#alive()
    this.#runs++
    const found: Outcome[] = []
    try {
      const now = this.#moment(options?.now)
      for (let start = 0; start < text.length;) {
        const cut = text.length - start <= linesAtOnce ? -1 : text.indexOf('\n', start + linesAtOnce)
        const piece = text.slice(start, cut < 0 ? text.length : cut + 1)
        start += piece.length
        this.#judgeLines(piece, now, found)
      }
    } catch (error) {
      throw this.#refused(error)
    }
    return found
  }

  /** Tells the check of a keyboard or input event, before its default action. */
  observe(event: KeyEventLike, now?: Moment): void {
    this.#alive()
    const { wall, steady } = this.#moment(now)
    this.#core.with([new Uint8Array(keyEventBytes)], ([at]) => {
      const room = this.#core.bytes.subarray(at!, at! + keyEventBytes)
      writeKeyEvent(event, room)
      try {
        this.#core.ask(() => this.#core.door.countersign_observe(this.#handle, at!, wall, steady))
      } finally {
        room.fill(0)
      }
    })
  }

  /** Tells the check of something that happened; each kind says what it takes. */
  tell(what: object, now?: Moment): void {
    this.#alive()
    const { wall, steady } = this.#moment(now)
    const json = encodeText(JSON.stringify(what))
    this.#core.with([json], ([at]) => {
      this.#core.ask(() => this.#core.door.countersign_tell(this.#handle, at!, json.length, wall, steady))
    })
  }

  /**
   * The bytes of a code that the last run made, once: the buffer is wiped. Better than to make a string of them is to
   * `move` them to the check that they are for.
   */
  take({ offset, length }: Place): Uint8Array {
    this.#alive()
    const room = this.#slots[0]
    if (room === undefined || !(offset >= 0 && length >= 0 && offset + length <= room.length))
      throw new CountersignError('bad-length', 'take: there is no such place in the buffer')
    const code = room.slice(offset, offset + length)
    this.wipe()
    return code
  }

  /** Wipes the text. */
  wipe(): void {
    this.#alive()
    this.#core.ask(() => this.#core.door.countersign_wipe(this.#handle))
  }

  /** Wipes and gives back the memory. A released check cannot be used; releasing twice is fine. */
  release(): void {
    if (this.#handle === 0) return
    const handle = this.#handle
    this.#handle = 0
    this.#owner.released(this)
    if (!this.#core.dead) this.#core.ask(() => this.#core.door.countersign_release(handle))
  }

  /** The same as `release`, for `using`. */
  declare [Symbol.dispose]: () => void

  /** @internal Judges a text that `move` has put here. */
  runMoved(length: number, now?: Moment): Verdict<K> {
    this.#widths = undefined
    return this.#judge(length, 0, now, undefined)
  }

  /** @internal What the verdict of a run reads from, if it is still the last one. */
  source(run: number): Source {
    if (this.#handle === 0 || this.#core.dead || run !== this.#runs) throw staleVerdict()
    return (this.#source ??= new LastRun(this.#core, this.#handle, this.#owner))
  }

  #alive(): number {
    if (this.#handle === 0) throw new CountersignError('bad-handle', 'this check was released; prepare another one')
    if (this.#core.dead)
      throw new CountersignError('bad-handle', 'this check was lost when the module crashed; prepare it again')
    return this.#handle
  }

  #judge(
    length: number,
    other: number,
    now: Moment | undefined,
    place: ((span: Span) => Span) | undefined,
  ): Verdict<K> {
    const { wall, steady } = this.#moment(now)
    const core = this.#core
    let outcome: number
    try {
      outcome = core.door.countersign_run(this.#handle, length, other, wall, steady)
    } catch (cause) {
      throw core.crash(cause)
    }
    if (outcome < 0) throw core.error(outcome)
    const verdict = new Verdict<K>(this, ++this.#runs, outcomes[outcome]!, this.#view, place)
    return verdict
  }

  #judgeLines(text: string, { wall, steady }: Required<Moment>, found: Outcome[]): void {
    const core = this.#core
    const length = this.#write(0, text)
    let lines = 1
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines++
    core.with([new Uint8Array(lines)], ([at]) => {
      const judged = core.ask(() => core.door.countersign_run_lines(this.#handle, length, wall, steady, at!, lines))
      for (const outcome of core.bytes.subarray(at!, at! + judged)) found.push(outcomes[outcome]!)
    })
  }

  /** Nothing of a text stays behind when its judgement was refused. */
  #refused(error: unknown): unknown {
    if (!this.#core.dead) for (const slot of this.#slots) slot?.fill(0)
    return error
  }

  #moment(now: Moment | undefined): Required<Moment> {
    if (now === undefined && this.#timeless) return always
    const moment = now ?? this.#owner.clock?.()
    if (moment === undefined) return { wall: Date.now(), steady: performance.now() }
    return { wall: moment.wall, steady: moment.steady ?? moment.wall }
  }

  /** For kinds that take no text there is nothing to ask for; for the others no text is an empty one. */
  #noText(): number {
    if (this.#slots[0] === undefined && !this.#textless) {
      this.#slots[0] = this.#core.slot(this.#handle, 0, leastRoom)
      this.#textless = this.#slots[0] === undefined
    }
    return 0
  }

  #room(slot: 0 | 1, capacity: number): Uint8Array {
    const room = this.#slots[slot]
    if (room !== undefined && room.length >= capacity) return room
    this.#slots[slot] = undefined
    const asked = this.#core.slot(this.#handle, slot, Math.max(leastRoom, capacity))
    if (asked === undefined) throw new CountersignError('bad-slot')
    return (this.#slots[slot] = asked)
  }

  /** Writes the whole text or nothing: never a part of it is judged. */
  #write(slot: 0 | 1, text: string): number {
    const room = this.#slots[slot] ?? this.#room(slot, Math.min(text.length, mostRoom))
    const written = writeText(text, room)
    if (written >= 0) return written
    room.fill(0)
    const bytes = byteLength(text)
    if (bytes > mostRoom) throw new CountersignError('too-large', 'text: over 4 MiB')
    return writeText(text, this.#room(slot, bytes))
  }
}

// Engines before 2023 have no Symbol.dispose.
if (typeof Symbol.dispose === 'symbol')
  Check.prototype[Symbol.dispose] = function () {
    this.release()
  }
