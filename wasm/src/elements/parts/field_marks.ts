// What an element writes on the page's field, and takes off again.
type Field = HTMLInputElement | HTMLTextAreaElement

export class FieldMarks {
  readonly #element: HTMLElement
  #field: Field | undefined
  #given: readonly string[] = []
  #invalidBefore: string | null = null

  constructor(element: HTMLElement) {
    this.#element = element
  }

  /** Gives a field what it lacks. What the page has said itself stays. */
  take(field: Field, wanted: Readonly<Record<string, string>> = {}): void {
    this.#field = field
    this.#invalidBefore = field.getAttribute('aria-invalid')
    const lacking = Object.entries(wanted).filter(([name]) => !field.hasAttribute(name))
    for (const [name, value] of lacking) field.setAttribute(name, value)
    this.#given = lacking.map(([name]) => name)
  }

  /** Nothing of ours stays on the field. */
  leave(): void {
    for (const name of this.#given) this.#field?.removeAttribute(name)
    this.invalid(false)
    this.enforce('')
    this.#field = undefined
  }

  /** Whether what it holds is wrong; if not, it is as the page had it. */
  invalid(wrong: boolean): void {
    if (wrong) this.#field?.setAttribute('aria-invalid', 'true')
    else if (this.#invalidBefore === null) this.#field?.removeAttribute('aria-invalid')
    else this.#field?.setAttribute('aria-invalid', this.#invalidBefore)
  }

  /** Why the form may not be sent, or nothing; for a page that wants that (`enforce`). */
  enforce(words: string): void {
    if (this.#element.hasAttribute('enforce')) this.#field?.setCustomValidity(words)
  }
}
