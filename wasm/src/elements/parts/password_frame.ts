// What stands around a page's own field for a password, as the element makes it and as a server renders it.
import { filled, type Labels } from './labels.js'
import { element, type Tree } from './tree.js'

/** The button shows what the field holds; without a script it would do nothing, so it is hidden until there is one. */
export function toggleTree(revealed: boolean, labels: Labels, { hidden }: { readonly hidden: boolean }): Tree {
  const act = revealed ? 'hide' : 'show'
  return element(
    'button',
    { id: 'toggle', class: 'toggle', part: 'toggle', type: 'button', hidden, 'aria-label': labels[`password.${act}.label`] },
    labels[`password.${act}`],
  )
}

const scores = [0, 1, 2, 3, 4] as const
export type Score = (typeof scores)[number]

/** How hard a password is to guess, from 0 to 4; undefined where there is none, or nothing to compare it with. */
export function meterTree(score: Score | undefined, labels: Labels): Tree {
  const said = score === undefined ? labels['strength.none'] : labels[`strength.${score}`]
  return element(
    'div',
    { class: 'strength', part: 'strength', 'data-score': score },
    element(
      'div',
      {
        class: 'meter',
        part: 'meter',
        role: 'meter',
        'aria-label': labels['strength.label'],
        'aria-valuemin': 0,
        'aria-valuemax': 4,
        'aria-valuenow': score ?? 0,
        'aria-valuetext': said,
      },
      scores.slice(1).map((step) => element('span', { class: 'step', part: 'step', 'data-on': score !== undefined && score >= step })),
    ),
    element('p', { class: 'strength-words', part: 'strength-words', 'aria-hidden': 'true' }, filled(labels['strength.said'], { strength: said })),
  )
}

/** The whole frame. `exportparts` are those of the card. */
export function passwordFrame(meter: Tree | undefined, labels: Labels, language: string, exportparts: string): readonly Tree[] {
  return [
    element('slot'),
    element(
      'div',
      { class: 'secret', part: 'entry', lang: language },
      element('slot', { name: 'password' }),
      toggleTree(false, labels, { hidden: true }),
    ),
    element('div', { class: 'strength-box', lang: language }, meter),
    element('slot', { name: 'verdict' }, element('cs-verdict', { part: 'verdict', exportparts, reserve: 'password' })),
    element('p', { id: 'announcer', class: 'unseen', role: 'status' }),
  ]
}
