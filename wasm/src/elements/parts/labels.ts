// The few words that are the elements' own: outcomes, headings, what formats and kinds of address are called. A host may
// replace any of them, or add a language.
import { networkNames } from '../../generated/names.js'
import { en } from './labels_en.js'
import { zhHans } from './labels_zh_hans.js'

export type Labels = Readonly<Record<keyof typeof en, string>>

const known = new Map<string, Labels>([
  ['en', en],
  ['zh-Hans', zhHans],
])
const changed = new Set<() => void>()

/**
 * Replaces labels of a language, or adds a language: what is not given stays, or is English. Elements that are on the
 * page show it at once.
 */
export function setLabels(language: string, labels: Partial<Labels>): void {
  known.set(language, { ...labelsFor(language), ...labels })
  for (const tell of changed) tell()
}

/** @internal Calls back when labels were replaced; the answer ends that. */
export function onLabels(tell: () => void): () => void {
  changed.add(tell)
  return () => void changed.delete(tell)
}

/**
 * The language of this list that serves a tag (RFC 5646): "en-GB" finds "en"; "zh", "zh-CN" and "zh-SG" find "zh-Hans", as
 * in the core.
 */
export function nearestLanguage(tag: string, list: Iterable<string>): string | undefined {
  const all = [...list]
  const parts = tag.toLowerCase().split('-')
  for (let length = parts.length; length > 0; length--) {
    const wanted = parts.slice(0, length).join('-')
    const found = all.find((language) => language.toLowerCase() === wanted)
    if (found !== undefined) return found
  }
  const simplified = parts[0] === 'zh' && (parts.length === 1 || ['hans', 'cn', 'sg', 'my'].includes(parts[1]!))
  return simplified ? all.find((language) => language === 'zh-Hans') : undefined
}

export function labelsFor(tag: string): Labels {
  return known.get(nearestLanguage(tag, known.keys()) ?? 'en')!
}

/** A label that may be missing, such as that of a format that is newer than it. */
export function labelIf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key as keyof Labels] : undefined
}

/** A label with its values. */
export function filled(label: string, values: Readonly<Record<string, unknown>>): string {
  return label.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

/** What a network is called. */
export function networkName(id: string, language: string): string {
  const tag = nearestLanguage(language, Object.keys(networkNames)) ?? 'en'
  return networkNames[tag]?.[id] ?? networkNames['en']?.[id] ?? id
}
