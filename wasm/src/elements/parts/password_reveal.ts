// Shows what a password field holds, for as long as the person wants to look, and never to whoever comes next: it is hidden
// again when the form is sent, when the page is left or out of sight, and when it comes back out of the browser's memory.

export class Reveal {
  readonly #changed: () => void
  #field: HTMLInputElement | undefined
  #revealed = false

  /** `changed` is called after each change. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  get revealed(): boolean {
    return this.#revealed
  }

  /** This field from now on. Nothing is shown at first, whatever the page or a reload says. */
  take(field: HTMLInputElement | undefined): void {
    this.hide()
    this.#field = field
    if (field !== undefined && field.type !== 'password') field.type = 'password'
  }

  toggle(): void {
    this.#set(!this.#revealed)
  }

  hide(): void {
    if (this.#revealed) this.#set(false)
  }

  /** Hides by itself, until the signal says otherwise. `root` is where the form's events pass. */
  watch(root: Node, signal: AbortSignal): void {
    const ofForm = ({ target }: Event) => {
      if (target !== null && target === this.#field?.form) this.hide()
    }
    // Before the page hears of it: it may read the field's type. `formdata` is all that form.submit() tells.
    for (const name of ['submit', 'formdata', 'reset']) root.addEventListener(name, ofForm, { signal, capture: true })
    for (const name of ['pagehide', 'pageshow']) addEventListener(name, () => this.hide(), { signal })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.hide()
    }, { signal })
  }

  #set(revealed: boolean): void {
    const field = this.#field
    if (field === undefined) return
    this.#revealed = revealed
    const { selectionStart, selectionEnd, selectionDirection } = field
    field.type = revealed ? 'text' : 'password'
    // Some engines put the cursor elsewhere. One that is not in the field would take the focus there.
    if ((field.getRootNode() as Document | ShadowRoot).activeElement === field)
      field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined)
    this.#changed()
  }
}
