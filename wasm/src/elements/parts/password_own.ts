// What others may know of the person, as the page's own form has it: what an autocomplete token says is a name, an address
// or a number. A password is better without it.
import type { PasswordNewSubject } from '../../generated/kinds.js'

export type OwnText = NonNullable<PasswordNewSubject['context']>[number]

const kinds: readonly (readonly [tokens: string, kind: OwnText['kind']])[] = [
  ['name given-name family-name additional-name nickname', 'name'],
  ['email', 'email'],
  ['tel tel-national', 'phone'],
  ['bday', 'birth-date'],
  ['organization', 'word'],
]
const most = 16
const date = /^\d{4}-\d{2}-\d{2}$/

function kindOf(field: HTMLInputElement): OwnText['kind'] | undefined {
  const tokens = field.autocomplete.toLowerCase().split(/\s+/)
  // What one signs in with may be either.
  if (tokens.includes('username')) return field.value.includes('@') ? 'email' : 'word'
  return kinds.find(([known]) => known.split(' ').some((token) => tokens.includes(token)))?.[1]
}

/** In the order of the form, after what the page itself has said; the site's own name is the last. */
export function ownTexts(form: HTMLFormElement | null, said: readonly OwnText[]): readonly OwnText[] {
  const found = [...said]
  for (const field of form?.elements ?? []) {
    if (!(field instanceof HTMLInputElement) || field.type === 'password') continue
    const kind = kindOf(field)
    const text = field.value.trim()
    if (kind !== undefined && text !== '' && (kind !== 'birth-date' || date.test(text))) found.push({ kind, text })
  }
  if (location.hostname !== '') found.push({ kind: 'site', text: location.hostname })
  return found.slice(0, most)
}
