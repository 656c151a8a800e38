// How an element comes into a page, gets the page's Countersign, and goes again.
import type { Countersign } from '../../countersign.js'
import { tellPage, type States } from './base.js'
import { nearestLanguage, onLabels } from './labels.js'
import { followLanguage, languageAround } from './language.js'
import { countersign, type Group } from './source.js'

/** What an element does at each of these moments. */
export interface Moments {
  /** The kinds that it asks. */
  readonly group: Group
  /** Whether all that it needs of the page is there, where the page is still being read. */
  isWhole(): boolean
  /** It has its place, and the check will be loaded. */
  placed(): void
  /** What may still fail of loading, or takes a moment. */
  loaded?(core: Countersign): void | Promise<void>
  /** It judges from now on. */
  begun?(): void
  /** The check could not be loaded. */
  failed(): void
  /** Another language may have to be spoken; its words are there, if there are any. */
  spoken(): void
}

export class Life {
  /** Kept when the check is loaded, broken when it could not be. */
  readonly ready: Promise<void>
  readonly #element: HTMLElement
  readonly #states: States
  readonly #moments: Moments
  #isReady!: () => void
  #isNot!: (error: unknown) => void
  #core: Countersign | undefined
  #hasFailed = false
  #turn = 0
  #ends: (() => void)[] = []

  constructor(element: HTMLElement, states: States, moments: Moments) {
    this.#element = element
    this.#states = states
    this.#moments = moments
    this.ready = new Promise((resolve, reject) => {
      this.#isReady = resolve
      this.#isNot = reject
    })
    // Nobody has to ask.
    this.ready.catch(() => {})
  }

  /** Once it is loaded. */
  get core(): Countersign | undefined {
    return this.#core
  }

  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** Another one each time that the element comes or goes. */
  get turn(): number {
    return this.#turn
  }

  /** The element is in a page. */
  begin(): void {
    this.atEnd(followLanguage(this.#element, () => void this.#speak()))
    this.atEnd(onLabels(() => void this.#speak()))
    const turn = ++this.#turn
    // Not at once: who imports its module may say first where Countersign comes from, and a parser may still be inside.
    this.later(() => void this.#load(turn))
  }

  /** It is in none any more. */
  end(): void {
    this.#turn++
    for (const end of this.#ends) end()
    this.#ends = []
  }

  atEnd(act: () => void): void {
    this.#ends.push(act)
  }

  /** For listeners: they end with its stay in the page. */
  signal(): AbortSignal {
    const abort = new AbortController()
    this.atEnd(() => abort.abort())
    return abort.signal
  }

  /** Calls back when elements come or go inside. */
  onChildren(act: () => void): void {
    const observer = new MutationObserver(act)
    observer.observe(this.#element, { childList: true, subtree: true })
    this.atEnd(() => observer.disconnect())
  }

  /** Calls back when this field's form was put back: which it is only after all have heard of it. */
  onReset(field: () => { readonly form: HTMLFormElement | null } | undefined, act: () => void): void {
    this.#element.getRootNode().addEventListener('reset', ({ target }) => {
      if (target === field()?.form) this.later(act)
    }, { signal: this.signal() })
  }

  /** In a moment, unless it has gone by then. */
  later(act: () => void): void {
    const timer = setTimeout(act, 0)
    this.atEnd(() => clearTimeout(timer))
  }

  async #load(turn: number): Promise<void> {
    if (document.readyState === 'loading' && !this.#moments.isWhole()) {
      document.addEventListener('DOMContentLoaded', () => void this.#load(turn), { once: true })
      return
    }
    if (turn !== this.#turn) return
    this.#moments.placed()
    try {
      const core = await countersign(this.#moments.group)
      await this.#learn(core)
      if (turn !== this.#turn) return
      const more = this.#moments.loaded?.(core)
      if (more !== undefined) await more
      if (turn !== this.#turn) return
      this.#core = core
    } catch (error) {
      if (turn === this.#turn) this.#failed(error)
      return
    }
    this.#hasFailed = false
    this.#states.set('ready', true)
    this.#states.set('failed', false)
    this.#moments.begun?.()
    this.#isReady()
  }

  #failed(error: unknown): void {
    // The reason is for whoever runs the page; the person reads what to do.
    console.error(`<${this.#element.localName}>: the check could not be loaded`, error)
    this.#hasFailed = true
    this.#states.set('failed', true)
    this.#moments.failed()
    tellPage(this.#element, 'cs-error', error)
    this.#isNot(error)
  }

  /** Words for the language around, if there are any. Without them it speaks another. */
  async #learn(core: Countersign): Promise<void> {
    const wanted = languageAround(this.#element)
    if (nearestLanguage(wanted, core.languages) !== undefined) return
    try {
      await core.loadWords(wanted)
    } catch (error) {
      if ((error as { slug?: string }).slug !== 'unknown-language') console.error(`<${this.#element.localName}>:`, error)
    }
  }

  async #speak(): Promise<void> {
    const turn = this.#turn
    if (this.#core !== undefined) await this.#learn(this.#core)
    if (turn === this.#turn) this.#moments.spoken()
  }
}
