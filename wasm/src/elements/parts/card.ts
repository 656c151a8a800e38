// The verdict card: outcome as icon, word and colour; then what was found, most important first, each with its next step;
// then, folded, what that rests on. All its sentences come from the verdict; only the labels are its own.
import type { Outcome } from '../../generated/reasons.js'
import { evidenceOf } from './evidence.js'
import { filled, type Labels } from './labels.js'
import { placesOf } from './line.js'
import type { Shown, ShownFinding } from './shown.js'
import { element, type Tree } from './tree.js'

/** What an element with a card in it hands on. */
export const cardParts = 'card, headline, outcome, icon, findings, finding, next, place, evidence, summary, groups'

const icons: Readonly<Record<Outcome, readonly string[]>> = {
  accept: ['M4 10.5 8 15l8-10'],
  caution: ['M10 2.8 18.2 17H1.8z', 'M10 8v4M10 14.5v.1'],
  incomplete: ['M4 10h.1M10 10h.1M16 10h.1'],
  unknown: ['M7.2 7.3a2.9 2.9 0 1 1 4 2.7c-.8.4-1.2.9-1.2 1.8v.5M10 15.7v.1'],
  reject: ['M6.5 6.5l7 7M13.5 6.5l-7 7'],
}

/** Decoration: the word beside it says the same. */
function icon(outcome: Outcome): Tree {
  return element(
    'svg',
    { viewBox: '0 0 20 20', 'aria-hidden': 'true', class: 'icon', part: 'icon' },
    icons[outcome].map((d) => element('path', { d })),
  )
}

function places(text: string, finding: ShownFinding, labels: Labels): Tree | false {
  const list = placesOf(text, finding)
  if (list.length === 0) return false
  return element(
    'span',
    { class: 'place', part: 'place' },
    labels['place.label'],
    list.flatMap(({ position, text, code }, i) => [
      i > 0 && labels['place.separator'],
      filled(labels['place.at'], { position }),
      ' ',
      element('bdi', { class: 'place-text' }, text),
      code !== '' && code !== text && ` (${code})`,
    ]),
  )
}

function findingItem(text: string, finding: ShownFinding, labels: Labels, secret: boolean): Tree {
  return element(
    'li',
    { class: 'finding', part: 'finding', 'data-reason': finding.reason, 'data-grade': finding.grade },
    element('p', null, finding.text, ' ', !secret && places(text, finding, labels)),
    finding.next !== '' && element('p', { class: 'next', part: 'next' }, finding.next),
  )
}

function fold(summary: string, open: boolean, rows: readonly (readonly [string, Tree | string])[]): Tree {
  return element(
    'details',
    { open, part: 'evidence' },
    element('summary', { part: 'summary' }, summary),
    element(
      'dl',
      null,
      rows.map(([label, content]) => element('div', null, element('dt', null, label), element('dd', null, content))),
    ),
  )
}

export interface CardOptions {
  /** What was judged: its marked places are told in words. */
  readonly text: string
  readonly open: boolean
  readonly headingLevel: number
}

export function cardTree(shown: Shown, labels: Labels, { text, open, headingLevel }: CardOptions): Tree {
  const rows = evidenceOf(shown, labels)
  return element(
    'section',
    { class: 'card', part: 'card', 'data-outcome': shown.outcome, 'aria-labelledby': 'headline' },
    element(
      'div',
      { id: 'headline', class: 'headline', part: 'headline', role: 'heading', 'aria-level': headingLevel, tabindex: -1 },
      element('span', { class: 'outcome', part: 'outcome' }, icon(shown.outcome), labels[`outcome.${shown.outcome}`]),
      element('span', { class: 'unseen' }, labels['outcome.after']),
      element('span', { class: 'sentence' }, shown.headline),
    ),
    shown.findings.length > 0 &&
      element(
        'ol',
        { class: 'findings', part: 'findings', role: 'list' },
        shown.findings.map((finding) => findingItem(text, finding, labels, shown.secret)),
      ),
    rows.length > 0 && fold(labels['evidence.summary'], open, rows),
  )
}

/** What keeps the room of an answer while someone types: a card of the usual length, unseen and unheard. */
export function cardRoom(labels: Labels, of: string): Tree {
  const about = of === 'code' || of === 'amount' || of === 'password' ? (`room.${of}` as const) : 'room'
  const [headline, text, next] = [labels[`${about}.headline`], labels[`${about}.text`], labels[`${about}.next`]]
  return element(
    'div',
    { class: 'card room', 'aria-hidden': 'true' },
    element(
      'div',
      { class: 'headline' },
      element('span', { class: 'outcome' }, icon('reject'), labels['outcome.reject']),
      element('span', { class: 'sentence' }, headline),
    ),
    element(
      'div',
      { class: 'finding' },
      element('p', null, text),
      element('p', { class: 'next' }, next),
    ),
    of !== 'code' && of !== 'password' && element('div', { class: 'fold' }, labels['evidence.summary']),
  )
}
