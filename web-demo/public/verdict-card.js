// The verdict card, the one piece that every page of Harbour shares: outcome as icon, word and colour; then what was
// found, most important first, each with its next step; then, folded, what that rests on. All its sentences come from
// the verdict; only the labels are the page's.
import { element } from './tree.js'
import { placesOf } from './address-line.js'

const icons = {
  accept: ['M4 10.5 8 15l8-10'],
  caution: ['M10 2.8 18.2 17H1.8z', 'M10 8v4M10 14.5v.1'],
  incomplete: ['M4 10h.1M10 10h.1M16 10h.1'],
  unknown: ['M7.2 7.3a2.9 2.9 0 1 1 4 2.7c-.8.4-1.2.9-1.2 1.8v.5M10 15.7v.1'],
  reject: ['M6.5 6.5l7 7M13.5 6.5l-7 7'],
}

/** The icon of an outcome. Decoration: the word beside it says the same. */
function icon(outcome) {
  return element(
    'svg',
    { viewBox: '0 0 20 20', 'aria-hidden': 'true', class: 'icon', 'data-outcome': outcome },
    icons[outcome].map((d) => element('path', { d })),
  )
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

function places(text, finding, words) {
  const list = placesOf(text, finding)
  if (list.length === 0) return false
  const separator = words['place.separator']
  return element(
    'span',
    { class: 'place' },
    words['place.label'],
    list.flatMap(({ position, text, code }, i) => [
      i > 0 && separator,
      fill(words['place.at'], { position }),
      ' ',
      element('bdi', { class: 'place-text' }, text),
      code !== '' && code !== text && ` (${code})`,
    ]),
  )
}

function findingItem(text, finding, words, hide) {
  return element(
    'li',
    { class: 'finding', 'data-reason': finding.reason, 'data-grade': finding.grade },
    element('p', null, finding.text, ' ', !hide && places(text, finding, words)),
    finding.next !== '' && element('p', { class: 'next' }, finding.next),
  )
}

/** The card. `shown` is what judge() gives, `text` what was judged, `rows` the evidence as [label, content] pairs. */
export function verdictCard({ shown, text, rows, words, open = false }) {
  return element(
    'section',
    { class: 'verdict', id: 'verdict', 'data-outcome': shown.outcome, 'aria-labelledby': 'headline' },
    element(
      'h2',
      { id: 'headline', tabindex: '-1' },
      element('span', { class: 'outcome' }, icon(shown.outcome), words[`outcome.${shown.outcome}`]),
      element('span', { class: 'visually-hidden' }, words['outcome.after']),
      element('span', { class: 'headline' }, shown.headline),
    ),
    shown.findings.length > 0 &&
      element(
        'ol',
        { class: 'findings', id: 'findings' },
        shown.findings.map((finding) => findingItem(text, finding, words, shown.secret)),
      ),
    rows.length > 0 &&
      element(
        'details',
        { open },
        element('summary', null, words['evidence.summary']),
        element('dl', null, rows.map(([label, content]) => [element('dt', null, label), element('dd', null, content)])),
      ),
  )
}
