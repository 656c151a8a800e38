// What all elements share. Importing them where there is no document, as on a server, defines nothing and fails at nothing.
import type { Outcome } from '../../generated/reasons.js'
import { dress } from './style.js'
import { toNode, type Tree } from './tree.js'

export const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement

export function define(name: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'object' && customElements.get(name) === undefined) customElements.define(name, element)
}

/** The shadow root: the one that a server rendered, or a new one. */
export function rootOf(element: HTMLElement, internals: ElementInternals): ShadowRoot {
  const root = internals.shadowRoot ?? element.attachShadow({ mode: 'open' })
  dress(root)
  return root
}

/** Tells the page, through shadow roots, too. */
export function tellPage(element: HTMLElement, name: `cs-${string}`, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }))
}

/** Has it said by those who read aloud. */
export function announce(announcer: HTMLElement, text: string, language: string): void {
  announcer.lang = language
  // The same words again must be a change, or they are not heard.
  announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text
}

/** Puts a tree in the place of what is there, unless it is the same. */
export function put(parent: ParentNode, tree: Tree | undefined, before: Element | null): void {
  const fresh = tree === undefined ? undefined : toNode(tree)
  // A parser makes one text of texts that follow each other.
  fresh?.normalize()
  if (before !== null && fresh !== undefined && before.isEqualNode(fresh)) return
  if (before === null) {
    if (fresh !== undefined) parent.append(fresh)
  } else if (fresh === undefined) before.remove()
  else before.replaceWith(fresh)
}

const outcomes: readonly Outcome[] = ['accept', 'caution', 'incomplete', 'unknown', 'reject']

/** States for `:state(…)`; where an engine knows none, they stand in the attribute `data-state`. */
export class States {
  readonly #element: HTMLElement
  readonly #internals: ElementInternals
  readonly #attribute = typeof CSS === 'object' && !CSS.supports('selector(:state(x))')

  constructor(element: HTMLElement, internals: ElementInternals) {
    this.#element = element
    this.#internals = internals
  }

  set(name: string, on: boolean): void {
    const { states } = this.#internals
    if (!this.#attribute) {
      if (on) states.add(name)
      else states.delete(name)
      return
    }
    const all = new Set(this.#element.dataset['state']?.split(' ').filter(Boolean))
    if (on) all.add(name)
    else all.delete(name)
    if (all.size > 0) this.#element.dataset['state'] = [...all].join(' ')
    else delete this.#element.dataset['state']
  }

  outcome(now: Outcome | undefined): void {
    for (const outcome of outcomes) this.set(outcome, outcome === now)
  }
}

/** Makes properties that were set before the element was defined work. */
export function upgrade(element: HTMLElement, ...names: string[]): void {
  const object = element as unknown as Record<string, unknown>
  for (const name of names) {
    if (!Object.hasOwn(object, name)) continue
    const value = object[name]
    delete object[name]
    object[name] = value
  }
}
