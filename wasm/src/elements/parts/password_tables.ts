// What passwords are compared with: keyboard layouts, which are small and come with the element, and what attackers try
// first, which is asked for once somebody is about to choose a password. Each is loaded once for all elements of a page.
import type { Countersign } from '../../countersign.js'
import { layouts } from '../../layouts.js'

const files = ['strength-en-lite.bin', 'strength-en.bin'] as const
type File = (typeof files)[number]

// Written out, as bundlers look for files.
const ours: Readonly<Record<File, () => URL>> = {
  'strength-en-lite.bin': () => new URL(`${packageFolder}strength-en-lite.bin`, import.meta.url),
  'strength-en.bin': () => new URL(`${packageFolder}strength-en.bin`, import.meta.url),
}

interface Loading {
  layouts?: Promise<void>
  readonly strength: Map<string, Promise<void>>
}
const loading = new WeakMap<Countersign, Loading>()

function of(core: Countersign): Loading {
  let its = loading.get(core)
  if (its === undefined) loading.set(core, (its = { strength: new Map() }))
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

/**
 * The small table, then the whole one; `arrived` is called after each. `folder` is where the page serves them, if not
 * beside the package's other files. Once one has failed, the next to ask tries again.
 */
export async function loadStrength(core: Countersign, folder: string | null, arrived: () => void): Promise<void> {
  const { strength } = of(core)
  for (const file of files) {
    const url = folder === null ? ours[file]() : new URL(file, new URL(folder.replace(/\/?$/, '/'), document.baseURI))
    if (!strength.has(file)) strength.set(file, fetchInto(core, url))
    try {
      await strength.get(file)
    } catch (error) {
      strength.delete(file)
      throw error
    }
    arrived()
  }
}
