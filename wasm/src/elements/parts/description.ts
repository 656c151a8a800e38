// What a page's own field or button says to those who listen when they come back to it.

let made = 0

export class Description {
  #target: HTMLElement | undefined
  #node: HTMLElement | undefined

  /** Says this of `target`, which is inside or around `host`. */
  say(host: HTMLElement, target: HTMLElement, text: string, language: string): void {
    if (this.#target !== target) this.leave()
    if (this.#node === undefined) {
      // In the page's own tree: an element in a shadow root cannot describe one outside.
      const node = document.createElement('span')
      node.id = `cs-description-${++made}`
      node.hidden = true
      node.slot = 'description'
      host.append(node)
      this.#node = node
      this.#target = target
      const others = target.getAttribute('aria-describedby')
      target.setAttribute('aria-describedby', others === null ? node.id : `${others} ${node.id}`)
    }
    if (this.#node.lang !== language) this.#node.lang = language
    if (this.#node.textContent !== text) this.#node.textContent = text
  }

  /** Nothing of it stays. */
  leave(): void {
    const [target, node] = [this.#target, this.#node]
    this.#target = this.#node = undefined
    if (target === undefined || node === undefined) return
    const others = (target.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((id) => id && id !== node.id)
    if (others.length > 0) target.setAttribute('aria-describedby', others.join(' '))
    else target.removeAttribute('aria-describedby')
    node.remove()
  }
}
