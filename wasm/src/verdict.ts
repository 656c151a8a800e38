// A verdict as JavaScript sees it: outcome and findings are there at once; everything else is read from the module when
// it is first asked for, because most verdicts of a person who is typing are never read whole.
import { CountersignError } from './errors.js'
import { grades, reasons, type Grade, type Outcome, type Reason, type ReasonParameters } from './generated/reasons.js'
import { spanDetails, type Details, type Kind } from './generated/kinds.js'
import type { Check } from './check.js'
import type { Span } from './text.js'

type FindingOf<R extends Reason> = {
  /** The stable name of the mistake. */
  readonly reason: R
  readonly grade: Grade
  /** The places in the text, in UTF-16 units (after `runBytes`: in bytes). */
  readonly at: readonly Span[]
  readonly params: Readonly<ReasonParameters[R]>
}

/** One thing that stands for or against the text; `reason` says which parameters there are. */
export type Finding = { [R in Reason]: FindingOf<R> }[Reason]

/** A finding in a person's language. `next` is what to do now; it may be empty. */
export interface Sentence {
  readonly text: string
  readonly next: string
}

interface Parsed {
  readonly findings: readonly { readonly at?: readonly Span[]; readonly params?: object }[]
  readonly canonical: string
  readonly details: unknown
}

interface Explanation {
  readonly headline: string
  readonly sentences: readonly Sentence[]
}

const none: readonly never[] = Object.freeze([])

/** What a verdict reads from, as long as it is the last one of its check. */
export interface Source {
  readonly json: string
  explain(language: string): string
  readonly language: string
  readonly languages: readonly string[]
}

/** The last run of a check as its packed words show it. */
export interface View {
  readonly words: Uint32Array
  readonly start: number
}

/** Turns the spans at a path of `spanDetails`, in place. */
function placeSpans(value: unknown, path: readonly string[], place: (span: Span) => Span): void {
  if (typeof value !== 'object' || value === null) return
  const object = value as Record<string, unknown>
  const [name, ...rest] = path
  for (const key of name === '*' ? Object.keys(object) : [name!]) {
    if (rest.length > 0) placeSpans(object[key], rest, place)
    else if (Array.isArray(object[key])) object[key] = place(object[key] as unknown as Span)
  }
}

class PackedFinding {
  readonly reason: Reason
  readonly grade: Grade
  readonly at: readonly Span[]
  readonly #verdict: Verdict
  readonly #index: number

  constructor(reason: Reason, grade: Grade, at: readonly Span[], verdict: Verdict, index: number) {
    this.reason = reason
    this.grade = grade
    this.at = at
    this.#verdict = verdict
    this.#index = index
  }

  get params(): object {
    return readParams(this.#verdict, this.#index)
  }

  toJSON(): object {
    return { reason: this.reason, grade: this.grade, at: this.at, params: this.params }
  }
}

let readParams: (verdict: Verdict, index: number) => object

/**
 * What Countersign says about a text. `outcome` and `findings` are the verdict's own; read the rest before the next run
 * of the same check, or call `keep()` first: later they throw, because the module then holds another verdict.
 */
export class Verdict<K extends Kind = Kind> {
  readonly outcome: Outcome
  readonly findings: readonly Finding[]
  readonly #check: Check<K>
  readonly #run: number
  readonly #place: ((span: Span) => Span) | undefined
  #kept = false
  #line: string | undefined
  #parsed: Parsed | undefined
  #explanations: Map<string, Explanation> | undefined

  static {
    readParams = (verdict, index) => verdict.#read().findings[index]?.params ?? {}
  }

  /** Made by checks. `place` turns spans in bytes into what the caller counts in. */
  constructor(check: Check<K>, run: number, outcome: Outcome, view: View, place: ((span: Span) => Span) | undefined) {
    this.#check = check
    this.#run = run
    this.#place = place
    this.outcome = outcome
    const count = (view.words[view.start]! >> 8) & 0xff
    this.findings = count === 0 ? none : this.#unpack(view, count)
    // Spans in details are placed by the text, which is at hand only now.
    if (place !== undefined && spanDetails[check.kind] !== undefined) this.#read()
  }

  /** The exact text that the next screen must show; empty unless the outcome is accept or caution. */
  get canonical(): string {
    return this.#read().canonical
  }

  /** What the kind says beyond its findings; its spans are as in findings. */
  get details(): Details[K] {
    return this.#read().details as Details[K]
  }

  /** The verdict as one line of JSON, byte for byte what every host gives; its spans are in UTF-8 bytes. */
  get json(): string {
    return (this.#line ??= this.#source().json)
  }

  get kind(): K {
    return this.#check.kind
  }

  /** One sentence about the outcome. */
  headline(language?: string): string {
    return this.#explain(language).headline
  }

  /** A sentence for each finding, in the order of `findings`. */
  explain(language?: string): readonly Sentence[] {
    return this.#explain(language).sentences
  }

  /** Copies out everything, in all languages that are loaded, so that the verdict can be read at any time. */
  keep(): this {
    if (this.#kept) return this
    this.#read()
    for (const language of this.#source().languages) this.#explain(language)
    this.#kept = true
    return this
  }

  toJSON(): object {
    const { kind, outcome, findings, canonical, details } = this
    return { kind, outcome, findings, canonical, details }
  }

  #unpack({ words, start }: View, count: number): readonly Finding[] {
    const findings: Finding[] = []
    for (let i = 0; i < count; i++) {
      const row = start + 4 + 4 * i
      const first = words[row]!
      const spans = first >>> 24
      let at: readonly Span[] = none
      if (spans === 1) {
        const span: Span = [words[row + 1]!, words[row + 2]!]
        at = [this.#place === undefined ? span : this.#place(span)]
      } else if (spans > 1) {
        // The words hold the first place only.
        const all = this.#read().findings[i]?.at ?? none
        at = this.#place === undefined ? all : all.map(this.#place)
      }
      const reason = reasons[first & 0xffff] as Reason
      findings.push(new PackedFinding(reason, grades[(first >> 16) & 0xff]!, at, this, i) as Finding)
    }
    return findings
  }

  #read(): Parsed {
    if (this.#parsed === undefined) {
      this.#parsed = JSON.parse(this.json) as Parsed
      if (this.#place !== undefined)
        for (const path of spanDetails[this.kind] ?? none) placeSpans(this.#parsed.details, path, this.#place)
    }
    return this.#parsed
  }

  #source(): Source {
    return this.#check.source(this.#run)
  }

  #explain(language: string | undefined): Explanation {
    const known = this.#explanations?.get(language ?? '')
    if (known) return known
    const source = this.#source()
    const lines = source.explain(language ?? source.language).split('\n')
    const explanation = {
      headline: lines[0]!,
      sentences: lines.slice(1, -1).map((line): Sentence => {
        const [text = '', next = ''] = line.split('\t')
        return { text, next }
      }),
    }
    this.#explanations ??= new Map()
    this.#explanations.set(language ?? '', explanation)
    if (language === source.language) this.#explanations.set('', explanation)
    return explanation
  }
}

export function staleVerdict(): CountersignError {
  return new CountersignError(
    'not-run',
    'this check has judged another text since, or was released; read details, canonical, params and explanations ' +
      'before that, or call verdict.keep()',
  )
}
