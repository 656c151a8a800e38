// What passwords are compared with: keyboard layouts, which are small and come with the element, and what attackers try
// first, which is asked for once somebody is about to choose a password. Each is loaded once for all elements of a page.
import type { Countersign } from '../../countersign.js'
import type { PasswordNewSubject } from '../../generated/kinds.js'
import { layouts } from '../../layouts.js'

export type WordLanguage = NonNullable<PasswordNewSubject['languages']>[number]

// Written out, as bundlers look for files.
const english = {
  'en-lite': () => new URL(`${packageFolder}strength-en-lite.bin`, import.meta.url),
  en: () => new URL(`${packageFolder}strength-en.bin`, import.meta.url),
}
const others: Readonly<Record<WordLanguage, () => URL>> = {
  de: () => new URL(`${packageFolder}strength-de.bin`, import.meta.url),
  es: () => new URL(`${packageFolder}strength-es.bin`, import.meta.url),
  fr: () => new URL(`${packageFolder}strength-fr.bin`, import.meta.url),
  pt: () => new URL(`${packageFolder}strength-pt.bin`, import.meta.url),
}
const ours = { ...english, ...others }
type Name = keyof typeof ours

/** Of tags such as "de-AT", in any order: those whose words are known. */
export function wordLanguages(tags: string): readonly WordLanguage[] {
  const found = tags.toLowerCase().split(/\s+/).map((tag) => tag.split('-')[0]!)
  return (Object.keys(others) as WordLanguage[]).filter((language) => found.includes(language))
}

interface Loading {
  layouts?: Promise<void>
  readonly strength: Map<string, Promise<void>>
  /** Languages whose table has come. */
  readonly known: Set<string>
}
const loading = new WeakMap<Countersign, Loading>()

function of(core: Countersign): Loading {
  let its = loading.get(core)
  if (its === undefined) loading.set(core, (its = { strength: new Map(), known: new Set() }))
  return its
}

export function loadLayouts(core: Countersign): Promise<void> {
  return (of(core).layouts ??= layouts().then((table) => core.loadTable(table)))
}

async function fetchInto(core: Countersign, url: URL): Promise<void> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url.href} answered with status ${answer.status}`)
  core.loadTable(new Uint8Array(await answer.arrayBuffer()))
}

/** Of these languages those whose words have come. */
export function loadedLanguages(core: Countersign, languages: readonly WordLanguage[]): WordLanguage[] {
  return languages.filter((language) => of(core).known.has(language))
}

/**
 * The small table of English, the whole one, then those of other languages; `arrived` is called after each. `folder` is where the
 * page serves them, if not beside the package's other files. Once one has failed, the next to ask tries again.
 */
export async function loadStrength(
  core: Countersign,
  folder: string | null,
  languages: readonly WordLanguage[],
  arrived: () => void,
): Promise<void> {
  const { strength, known } = of(core)
  const names: readonly Name[] = ['en-lite', 'en', ...languages]
  for (const name of names) {
    const file = `strength-${name}.bin`
    const url = folder === null ? ours[name]() : new URL(file, new URL(folder.replace(/\/?$/, '/'), document.baseURI))
    if (!strength.has(name)) strength.set(name, fetchInto(core, url))
    try {
      await strength.get(name)
    } catch (error) {
      strength.delete(name)
      throw error
    }
    known.add(name)
    arrived()
  }
}
