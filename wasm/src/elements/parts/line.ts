// A text once more, in groups of four, with the places that findings name marked in it. For reading, not for typing: it runs
// left to right on every page, and makes visible what cannot be seen.
import type { Grade } from '../../generated/reasons.js'
import type { Span } from '../../text.js'
import type { Labels } from './labels.js'
import type { Shown } from './shown.js'
import { element, type Tree } from './tree.js'

const longest = 128
/** Only few networks' addresses are longer. The line keeps the height that these take while someone types. */
const usual = 62
const invisible = /^[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]$/u
const weights: readonly Grade[] = ['info', 'caution', 'unfinished', 'unjudged', 'stop']

interface Marked {
  readonly character: string
  readonly mark: Grade | undefined
}

interface Piece {
  text: string
  readonly mark: Grade | undefined
  readonly wide: boolean
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** What stands for a character that leaves no trace, in the text and in a sentence. */
function visible(character: string): { readonly text: string; readonly wide: boolean } {
  if (character === ' ') return { text: '␣', wide: false }
  if (character === '\n' || character === '\r') return { text: '⏎', wide: false }
  if (character === '\t') return { text: '⇥', wide: false }
  if (/^\s$/u.test(character) || invisible.test(character)) return { text: codeOf(character), wide: true }
  return { text: character, wide: false }
}

/** The text as characters, each with the grade of the weightiest finding that names its place. */
function characters(
  text: string,
  findings: readonly { readonly grade: Grade; readonly at: readonly Span[] }[],
): readonly Marked[] {
  const list: Marked[] = []
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

export interface Place {
  /** Counted in characters, from 1. */
  readonly position: number
  readonly text: string
  /** Its code point, where the character alone does not say what it is. */
  readonly code: string
}

/** The places of a finding, one for each character named, if they are few enough to be told in words. */
export function placesOf(text: string, finding: { readonly grade: Grade; readonly at: readonly Span[] }): readonly Place[] {
  const places = characters(text, [finding]).flatMap(({ character, mark }, i) =>
    mark === undefined ? [] : [{ position: i + 1, character }],
  )
  if (places.length > 4) return []
  return places.map(({ position, character }) => {
    const odd = character.codePointAt(0)! > 0x7e || character <= ' '
    return { position, text: visible(character).text, code: odd ? codeOf(character) : '' }
  })
}

/** Groups of four to compare by eye or read aloud. */
export function groupsOf(text: string, labels: Labels): Tree {
  const groups = text.match(/.{1,4}/gu) ?? []
  return element(
    'span',
    { class: 'groups', part: 'groups', dir: 'ltr', role: 'group', 'aria-label': labels['groups.label'] },
    groups.flatMap((group) => [element('span', { class: 'group' }, group), ' ']),
  )
}

/** The line. A long text is cut to the part around the first place that is marked. `shown` is missing before any verdict. */
export function lineTree(text: string, shown: Shown | undefined, labels: Labels): Tree {
  const about = { class: 'line', part: 'line', role: 'group', 'aria-label': labels['line.label'], dir: 'ltr' }
  if (shown?.secret) return element('div', about, element('span', { class: 'covered' }, labels['line.hidden']))
  const all = characters(text, shown?.findings ?? [])
  const first = Math.max(0, all.findIndex(({ mark }) => mark !== undefined))
  const start = all.length <= longest || first < longest - 8 ? 0 : Math.floor((first - 24) / 4) * 4
  const part = all.slice(start, start + longest)
  const groups: Tree[] = []
  for (let i = 0; i < part.length; i += 4) groups.push(group(part.slice(i, i + 4)))
  return element(
    'div',
    about,
    start > 0 && element('span', { class: 'cut' }, '…'),
    // The white space lets a reader, and a line, break between groups.
    groups.flatMap((one) => [one, ' ']),
    start + part.length < all.length && element('span', { class: 'cut' }, '…'),
  )
}

/** The text with the places of findings marked; a long one is cut. */
export function markedText(text: string, findings: Shown['findings']): readonly Tree[] {
  const all = characters(text, findings)
  const cut = all.length > longest ? [element('span', { class: 'cut' }, '…')] : []
  return [group(all.slice(0, longest)), ...cut]
}

/** What keeps the line's height: as much text as most addresses have, unseen and unheard. */
export function lineRoom(): Tree {
  const groups = Array.from({ length: Math.ceil(usual / 4) }, () => [element('span', { class: 'group' }, '0000'), ' '])
  return element('div', { class: 'line room', dir: 'ltr', 'aria-hidden': 'true' }, groups)
}

function group(part: readonly Marked[]): Tree {
  const pieces: Piece[] = []
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
      return mark === undefined ? inner : element('mark', { part: 'mark', 'data-grade': mark }, inner)
    }),
  )
}
