// The card of an element: the page's own, in its place, or that of the shadow root.
import { CsVerdict } from '../verdict.js'

export function ownCard(element: HTMLElement, root: ShadowRoot): CsVerdict {
  const own = element.querySelector<CsVerdict>(':scope > cs-verdict[slot=verdict]')
  return own instanceof CsVerdict ? own : root.querySelector<CsVerdict>('cs-verdict')!
}
