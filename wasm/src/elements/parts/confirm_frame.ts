// What stands around a page's own offer and the button that confirms it, as the element makes it and as a server renders it.
import { filled, type Labels } from './labels.js'
import { element, type Tree } from './tree.js'

/** How long the price is still good. */
export function expiryText(secondsLeft: number | null | undefined, labels: Labels): string {
  if (secondsLeft === null || secondsLeft === undefined || secondsLeft <= 0) return ''
  const minutes = Math.floor(secondsLeft / 60)
  return filled(labels['confirm.left'], { time: `${minutes}:${String(secondsLeft % 60).padStart(2, '0')}` })
}

/** The whole frame. `exportparts` are those of the card. */
export function confirmFrame(exportparts: string): readonly Tree[] {
  return [
    element('slot'),
    element('slot', { name: 'verdict' }, element('cs-verdict', { part: 'verdict', exportparts })),
    element('p', { class: 'expiry', part: 'expiry' }),
    element(
      'div',
      { class: 'hold', part: 'hold' },
      element('slot', { name: 'confirm' }),
      element('div', { class: 'held', part: 'progress', 'aria-hidden': 'true' }),
    ),
    element('p', { class: 'hint', part: 'hint' }),
    element('p', { id: 'announcer', class: 'unseen', role: 'status' }),
  ]
}
