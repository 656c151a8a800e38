// What of an offer a page shows, and where: the elements with `data-field`, as far as they can be seen, and whatever else has
// digits and belongs to no field.

export interface ShownField {
  readonly field: string
  readonly text: string
  readonly element: Element
}

/** Of what is for steering, and of what says what a field is, nothing is confirmed. */
const apart = 'script, style, template, button, select, option, input, textarea, label, legend, [slot], [hidden], cs-verdict'
const digit = /\p{Nd}/u

function canBeSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  // As it is called in every engine.
  const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true } as CheckVisibilityOptions)
  return visible && width > 1 && height > 1
}

const tidy = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()

/** In the order of the page. `language` is that in which instants are written; they are written here, so that none says another. */
export function shownFields(root: Element, language: string): readonly ShownField[] {
  const found: ShownField[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT
    return node.matches(apart) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  })
  let inside: Element | undefined
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (inside?.contains(node)) continue
    inside = undefined
    if (node instanceof Element) {
      const field = node.getAttribute('data-field')
      if (field === null) continue
      inside = node
      if (!canBeSeen(node)) continue
      found.push({ field, text: textOf(node, language), element: node })
    } else {
      const text = tidy(node.textContent)
      if (digit.test(text) && canBeSeen(node.parentElement!)) found.push({ field: text, text, element: node.parentElement! })
    }
  }
  return found
}

function textOf(node: Element, language: string): string {
  if (!(node instanceof HTMLTimeElement)) return tidy(node.textContent)
  const instant = new Date(node.dateTime)
  const written = Number.isNaN(instant.getTime()) ? node.dateTime : instant.toLocaleString(language || undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  if (node.textContent !== written) node.textContent = written
  return node.dateTime
}
