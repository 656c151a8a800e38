// What a verdict rests on, for the folded part of a card.
import { secretKinds, type DepositAddressDetails, type PaymentAmountDetails } from '../../generated/kinds.js'
import { filled, labelIf, networkName, type Labels } from './labels.js'
import { groupsOf } from './line.js'
import type { Shown } from './shown.js'
import { element, type Tree } from './tree.js'

type Row = readonly [label: string, content: Tree | string]

/** What has to be given besides an address, or stands in it. */
export function memoOf(shown: Shown, labels: Labels): string {
  const inside = shown.findings.find(({ reason }) => reason === 'deposit.memo-inside')
  if (inside !== undefined) return filled(labels['memo.inside'], inside.params)
  const { memo } = shown.details as DepositAddressDetails
  if (memo.type === null || memo.rule === 'none') return labels[`memo.${memo.rule}`]
  const type = labelIf(labels, `memo.type.${memo.type}`) ?? memo.type
  return filled(labels[`memo.${memo.rule}.typed`], { type })
}

function addressRows(shown: Shown, labels: Labels): Row[] {
  const { network, format, addressKind, alsoValidOn } = shown.details as DepositAddressDetails
  const rows: Row[] = []
  const found = shown.findings.map(({ params }) => params['found']).find((id) => id !== undefined) as string | undefined
  const accepted = shown.outcome === 'accept' || shown.outcome === 'caution'
  const name = (id: string) => networkName(id, shown.language)
  const list = (parts: readonly string[]) => parts.join(labels['list.separator'])
  if (format !== null) {
    const facts = [labelIf(labels, `format.${format}`) ?? format]
    if (shown.checksum !== 'unknown') facts.push(labels[`evidence.checksum.${shown.checksum}`])
    rows.push([labels['evidence.format'], list(facts)])
    const kind = labelIf(labels, `kind.${addressKind}.${format}`) ?? labelIf(labels, `kind.${addressKind}`) ?? addressKind
    if (kind !== null) rows.push([labels['evidence.kind'], kind])
  }
  if (accepted && network !== null) rows.push([labels['evidence.belongs-to'], name(network)])
  else if (found !== undefined) rows.push([labels['evidence.belongs-to'], name(found)])
  if (format !== null) {
    const others = alsoValidOn.filter((id) => id !== found).map(name)
    const one = accepted || (found !== undefined && found !== 'evm')
    const label = one ? 'evidence.also-valid-on' : 'evidence.valid-on'
    rows.push([labels[label], others.length > 0 ? list(others) : labels['evidence.nowhere-else']])
  }
  if (shown.canonical !== '') rows.push([labels['evidence.canonical'], groupsOf(shown.canonical, labels)])
  if (accepted) rows.push([labels['evidence.memo'], memoOf(shown, labels)])
  return rows
}

function amountRows(shown: Shown, labels: Labels): Row[] {
  const { minorUnits, locale, digits } = shown.details as PaymentAmountDetails
  const rows: Row[] = [[labels['evidence.signs'], locale ?? labels['evidence.signs.any']]]
  if (minorUnits !== null) rows.push([labels['evidence.minor-units'], element('bdi', { dir: 'ltr' }, minorUnits)])
  rows.push([labels['evidence.decimals'], String(digits)])
  return rows
}

const empty: ReadonlySet<string | undefined> = new Set(['deposit.empty', 'payment.empty'])

export function evidenceOf(shown: Shown, labels: Labels): readonly Row[] {
  // Of a secret the findings say all that may be said.
  if (secretKinds.includes(shown.kind)) return []
  // Where nothing was judged, there is nothing that it rests on.
  if (shown.details === undefined || empty.has(shown.findings[0]?.reason)) return []
  const rows: Row[] = []
  if (shown.kind === 'deposit.address') rows.push(...addressRows(shown, labels))
  else if (shown.kind === 'payment.amount') rows.push(...amountRows(shown, labels))
  const slugs = shown.findings.map(({ reason }) => reason)
  if (slugs.length > 0) rows.push([labels['evidence.reason'], element('code', { dir: 'ltr' }, slugs.join(' '))])
  return rows
}
