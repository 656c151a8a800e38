// The page's own fields inside an element, and what is wrong with them.

/** Finds them by selectors that attributes of the element may replace. Complains in the console, once of each thing. */
export class Inside<Name extends string> {
  readonly #element: HTMLElement
  readonly #usual: Readonly<Record<Name, string>>
  readonly #complained = new Set<string>()

  /** `usual` has the selector of each, under the name of the attribute that may have another. */
  constructor(element: HTMLElement, usual: Readonly<Record<Name, string>>) {
    this.#element = element
    this.#usual = usual
  }

  /** Inside, or, where an attribute says which, around. */
  find<E extends Element>(name: Name): E | null {
    const own = this.#element.getAttribute(name)
    if (own === null) return this.#element.querySelector<E>(this.#usual[name])
    const found =
      this.#element.querySelector<E>(own) ?? (this.#element.getRootNode() as ParentNode).querySelector<E>(own)
    if (found === null) this.complain(`found nothing that matches ${name}="${own}", inside or around`)
    return found
  }

  /** The same, or the only one inside of those that `texts` selects. */
  field<E extends Element>(name: Name, texts: string): E | undefined {
    const named = this.find<E>(name)
    if (named !== null) return named
    const all = this.#element.querySelectorAll<E>(texts)
    return all.length === 1 ? all[0] : undefined
  }

  complain(what: string): void {
    if (this.#complained.has(what)) return
    this.#complained.add(what)
    console.error(`<${this.#element.localName}>: ${what}`, this.#element)
  }
}
