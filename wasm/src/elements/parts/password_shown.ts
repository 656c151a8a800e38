// What a card says of a password: what there is to look at, and nothing where there is nothing. That a password was typed
// without a slip is not worth a word, and could be taken for "this is the right one".
import type { Labels } from './labels.js'
import type { Shown, ShownFinding } from './shown.js'

const unsaid: ReadonlySet<string> = new Set(['password.empty', 'password.normalised', 'password.table-missing'])
const mostAdvice = 3

const isAdvice = ({ reason }: ShownFinding) => reason.startsWith('password.try-')
const toSay = ({ findings }: Shown) => findings.filter(({ reason }) => !unsaid.has(reason))

/** A password that the person has: how it is typed, and after an attempt that was refused what most likely went wrong. */
export function onPasswordCard(typed: Shown, again: Shown, labels: Labels): Shown | undefined {
  const advice = again.findings.filter(isAdvice).slice(0, mostAdvice)
  // That it was refused is known to whoever was just told so.
  const before = advice.length > 0 ? [] : again.findings.filter(({ reason }) => reason === 'password.same-attempt')
  const findings = [...before, ...toSay(typed), ...advice]
  if (findings.length === 0) return undefined
  const headline = labels[advice.length > 0 ? 'password.advice' : 'password.typed']
  return { ...typed, outcome: 'caution', headline, findings }
}

/** A password to be chosen: what stands against it, after what may be wrong with the way it is typed. */
export function withEntry(chosen: Shown, typed: Shown, labels: Labels, empty: boolean): Shown | undefined {
  const slips = toSay(typed)
  if (slips.length === 0) return empty ? undefined : chosen
  // What stops it goes first; else what may be mended with a key.
  const findings = empty ? slips : chosen.outcome === 'reject' ? [...chosen.findings, ...slips] : [...slips, ...chosen.findings]
  if (!empty && chosen.outcome !== 'accept') return { ...chosen, findings }
  return { ...chosen, outcome: 'caution', headline: labels['password.typed'], findings }
}
