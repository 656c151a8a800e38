// A code as a server usually wants it. Whether a text is a code, and where, the core says; this only writes it plainly.

const decimal = /^\p{Nd}$/u

/** The value of a decimal digit of any script. Unicode keeps the ten of a script together, zero first. */
function digitOf(character: string): number {
  const code = character.codePointAt(0)!
  let first = code
  while (decimal.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

/** Without what separates, digits as those of ASCII. */
export function plainly(text: string): string {
  let plain = ''
  for (const character of text.normalize('NFKC')) {
    if (/[\p{L}]/u.test(character)) plain += character
    else if (decimal.test(character)) plain += digitOf(character)
  }
  return plain
}

/** Whether each character of it stands in a place of its own. */
export function fitsSlots(text: string, slots: number): boolean {
  return text.length <= slots && /^[!-~]*$/.test(text)
}
