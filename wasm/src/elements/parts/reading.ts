// How an amount was read: the exact number and the same in words; or what may be meant, as a choice. For reading, not for
// typing: what stands in the field stays as it was typed.
import type { PaymentAmountDetails } from '../../generated/kinds.js'
import type { Verdict } from '../../verdict.js'
import { nearestLanguage, type Labels } from './labels.js'
import { markedText } from './line.js'
import { showVerdict, type Shown } from './shown.js'
import { element, type Child, type Tree } from './tree.js'

function detailsOf(shown: Shown | undefined): PaymentAmountDetails | undefined {
  return shown?.kind === 'payment.amount' ? (shown.details as PaymentAmountDetails | undefined) : undefined
}

/** The amount in words of this language, or in English. */
export function wordsOf(shown: Shown): string {
  const words = detailsOf(shown)?.words
  const chinese = nearestLanguage(shown.language, ['zh-Hans']) !== undefined
  return (chinese ? words?.zh : words?.en) ?? ''
}

export interface Reading {
  /** As programs write it. */
  readonly text: string
  readonly shown: Shown
}

/** What an ambiguous text may mean, each judged as programs write it, so that nothing of it is ambiguous any more. */
export function readingsOf(
  verdict: Verdict<'payment.amount'>,
  judgeExact: (text: string) => Verdict<'payment.amount'>,
  language: string,
): readonly Reading[] {
  const ambiguous = verdict.findings.find(({ reason }) => reason === 'payment.ambiguous')
  if (ambiguous === undefined) return []
  const { whole, fraction } = ambiguous.params as { whole: string; fraction: string }
  return [whole, fraction].map((text) => ({ text, shown: showVerdict(judgeExact(text), language) }))
}

/** Apart in threes for the eye; copied or read aloud it is one number. */
function number({ currency, groups }: PaymentAmountDetails): Child {
  return [
    element('span', { class: 'number' }, groups.map((group) => element('span', { class: group.startsWith('.') ? 'group point' : 'group' }, group))),
    ' ',
    element('span', { class: 'unit' }, currency),
  ]
}

/** What stands below the field: the amount, or what was typed with the places of mistakes marked. */
export function readingTree(text: string, shown: Shown | undefined, labels: Labels): Tree {
  const details = detailsOf(shown)
  const about = { class: 'reading', part: 'reading', role: 'group', 'aria-label': labels['reading.label'] }
  if (shown === undefined || details === undefined) return element('div', about)
  if (details.display !== null)
    return element(
      'div',
      about,
      element('p', { class: 'amount', part: 'amount', dir: 'ltr' }, number(details)),
      element('p', { class: 'words', part: 'words' }, wordsOf(shown)),
    )
  const marked = shown.findings.some(({ at }) => at.length > 0)
  return element('div', about, marked && element('p', { class: 'typed', part: 'typed', dir: 'ltr' }, markedText(text, shown.findings)))
}

/** What keeps the room of that while someone types. */
export function readingRoom(labels: Labels): Tree {
  return element(
    'div',
    { class: 'reading room', 'aria-hidden': 'true' },
    element('p', { class: 'amount' }, '0'),
    element('p', { class: 'words' }, labels['room.amount.words']),
  )
}

/** Each reading with its number and its words; one that is no amount in this currency says why. */
export function choicesTree(readings: readonly Reading[], labels: Labels): Tree {
  return element(
    'fieldset',
    { class: 'choices', part: 'choices' },
    element('legend', null, labels['choices.legend']),
    readings.map(({ text, shown }) => {
      const details = detailsOf(shown)
      if (details?.display === undefined || details.display === null)
        return element(
          'p',
          { class: 'impossible', part: 'impossible' },
          element('span', { class: 'amount', dir: 'ltr' }, text),
          ' ',
          element('span', { class: 'words' }, shown.findings[0]?.text),
        )
      return element(
        'label',
        { class: 'choice', part: 'choice' },
        element('input', { type: 'radio', name: 'reading', value: details.display }),
        element('span', { class: 'amount', dir: 'ltr' }, number(details)),
        ' ',
        element('span', { class: 'words' }, wordsOf(shown)),
      )
    }),
  )
}
