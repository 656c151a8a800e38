// The address once more, in groups of four, with the places that findings name marked in it. For reading, not for typing:
// it keeps its height while the usual lengths are typed, runs left to right on every page, and makes visible what cannot be seen.
import { element } from './tree.js'

const longest = 128
const invisible = /^[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]$/u
const weights = ['info', 'caution', 'unfinished', 'unjudged', 'stop']

/** What stands for a character that leaves no trace, in the text and in a sentence. */
function visible(character) {
  if (character === ' ') return { text: '␣', wide: false }
  if (character === '\n' || character === '\r') return { text: '⏎', wide: false }
  if (character === '\t') return { text: '⇥', wide: false }
  if (/^\s$/u.test(character) || invisible.test(character)) return { text: codeOf(character), wide: true }
  return { text: character, wide: false }
}

function codeOf(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The text as characters, each with the grade of the weightiest finding that names its place. */
function characters(text, findings) {
  const list = []
  let at = 0
  for (const character of text) {
    let mark = -1
    for (const finding of findings)
      for (const [offset, length] of finding.at)
        if (at >= offset && at < offset + length) mark = Math.max(mark, weights.indexOf(finding.grade))
    list.push({ character, mark: weights[mark] })
    at += character.length
  }
  return list
}

/** The places of a finding, one for each character named, if they are few enough to be told in words. */
export function placesOf(text, finding) {
  const list = characters(text, [finding])
  const places = list.flatMap(({ character, mark }, i) => (mark ? [{ position: i + 1, character }] : []))
  if (places.length === 0 || places.length > 4) return []
  return places.map(({ position, character }) => {
    const odd = character.codePointAt(0) > 0x7e || character <= ' '
    return { position, text: visible(character).text, code: odd ? codeOf(character) : '' }
  })
}

/** The line. A long text is cut to the part around the first place that is marked. */
export function addressLine(text, shown, words) {
  const label = { class: 'address-line', id: 'line', role: 'group', 'aria-label': words['line.label'], dir: 'ltr' }
  if (shown.secret) return element('div', label, element('span', { class: 'hidden-text' }, words['line.hidden']))
  const all = characters(text, shown.findings)
  const first = Math.max(0, all.findIndex(({ mark }) => mark))
  const start = all.length <= longest || first < longest - 8 ? 0 : Math.floor((first - 24) / 4) * 4
  const part = all.slice(start, start + longest)
  const groups = []
  for (let i = 0; i < part.length; i += 4) groups.push(group(part.slice(i, i + 4)))
  return element(
    'div',
    label,
    start > 0 && element('span', { class: 'cut' }, '…'),
    // The white space lets a reader, and a line, break between groups.
    groups.flatMap((one) => [one, ' ']),
    start + part.length < all.length && element('span', { class: 'cut' }, '…'),
  )
}

function group(part) {
  const pieces = []
  for (const { character, mark } of part) {
    const { text, wide } = visible(character)
    const last = pieces.at(-1)
    if (last !== undefined && last.mark === mark && !wide && !last.wide) last.text += text
    else pieces.push({ text, mark, wide })
  }
  return element(
    'span',
    { class: 'group' },
    pieces.map(({ text, mark, wide }) => {
      const inner = wide ? element('span', { class: 'code-point' }, text) : text
      return mark ? element('mark', { 'data-grade': mark }, inner) : inner
    }),
  )
}
