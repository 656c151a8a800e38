// What stands around a page's own field for a code, as the element makes it and as a server renders it.
import { element, type Tree } from './tree.js'

/** A field for more characters than that is left as it is. */
const mostSlots = 10

/** The places that are drawn behind the field; decoration, for the field itself says all. */
export function slotsTree(length: number): Tree {
  const places = length > mostSlots ? 0 : length
  return element(
    'div',
    { class: 'slots', part: 'slots', 'aria-hidden': 'true', 'data-many': places > 6 },
    Array.from({ length: places }, () => element('span', { class: 'slot', part: 'slot' })),
  )
}

/** The whole frame. `exportparts` are those of the card. */
export function otpFrame(length: number, exportparts: string, { exhausted = '', wait = '' } = {}): readonly Tree[] {
  return [
    element('slot'),
    element('div', { class: 'entry', part: 'entry' }, slotsTree(length), element('slot', { name: 'code' })),
    element('slot', { name: 'verdict' }, element('cs-verdict', { part: 'verdict', exportparts })),
    element('slot', { name: 'actions' }),
    element(
      'div',
      { class: 'again', part: 'again', hidden: exhausted !== '' },
      element('slot', { name: 'resend' }),
      element('p', { class: 'countdown', part: 'countdown' }, wait),
    ),
    element(
      'div',
      { class: 'otherwise', part: 'fallbacks', hidden: exhausted === '' },
      element('p', { class: 'exhausted', part: 'exhausted' }, exhausted),
      element('slot', { name: 'fallbacks' }),
    ),
    element('p', { class: 'expiry', part: 'expiry' }),
    element('p', { id: 'announcer', class: 'unseen', role: 'status' }),
  ]
}
