// The language that an element stands in: the nearest lang attribute around it, through shadow roots, and its changes.

function parentOf(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : node.parentNode
}

export function languageAround(element: Element): string {
  for (let node: Node | null = element; node !== null; node = parentOf(node))
    if (node instanceof Element && node.hasAttribute('lang')) return node.getAttribute('lang')!
  return ''
}

interface Follower {
  readonly element: Element
  language: string
  readonly tell: () => void
}

const followers = new Set<Follower>()
let observer: MutationObserver | undefined

function look(): void {
  for (const follower of [...followers]) {
    const now = languageAround(follower.element)
    if (now === follower.language) continue
    follower.language = now
    follower.tell()
  }
}

/** Calls back when the language around an element changes; the answer ends that. One observer serves all elements. */
export function followLanguage(element: Element, tell: () => void): () => void {
  const follower: Follower = { element, language: languageAround(element), tell }
  followers.add(follower)
  observer ??= new MutationObserver(look)
  const watched = { attributes: true, subtree: true, attributeFilter: ['lang'] }
  observer.observe(document, watched)
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    observer.observe(root, watched)
  return () => {
    followers.delete(follower)
    if (followers.size > 0) return
    observer?.disconnect()
    observer = undefined
  }
}
