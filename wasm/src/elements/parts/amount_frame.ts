// What stands around a page's own field for an amount, as the element makes it and as a server renders it.
import type { Labels } from './labels.js'
import { readingRoom } from './reading.js'
import { element, type Tree } from './tree.js'

/** The whole frame around this reading. `exportparts` are those of the card. */
export function amountFrame(reading: Tree, labels: Labels, language: string, exportparts: string): readonly Tree[] {
  return [
    element('slot'),
    element(
      'div',
      { class: 'reading-box', part: 'reading-box' },
      element('div', { class: 'box', lang: language }, reading, readingRoom(labels)),
    ),
    element('slot', { name: 'verdict' }, element('cs-verdict', { part: 'verdict', exportparts })),
    element('div', { class: 'choices-box' }),
  ]
}
