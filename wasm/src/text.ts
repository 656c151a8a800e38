// JavaScript strings and the UTF-8 bytes that the core judges. Strings cross as WTF-8 (generalised UTF-8): a lone
// surrogate becomes three bytes that the core refuses as ill-formed, where TextEncoder would write U+FFFD and make two
// different texts equal.

const encoder = new TextEncoder()

/** A stretch of a text: where it starts and how long it is. */
export type Span = readonly [offset: number, length: number]

interface MaybeWellFormed {
  isWellFormed?(): boolean
}

function isWellFormed(text: string): boolean {
  return (text as MaybeWellFormed).isWellFormed?.() ?? !/\p{Surrogate}/u.test(text)
}

function bytesOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
}

/** How many bytes the text takes. */
export function byteLength(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length;) {
    const codePoint = text.codePointAt(i)!
    bytes += bytesOf(codePoint)
    i += codePoint < 0x10000 ? 1 : 2
  }
  return bytes
}

// In Node `encodeInto` is the faster way for any text, in browsers a loop is for short ones: by two to three times.
const longestLoop = (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node ? 0 : 128

/** Writes an ASCII text and returns its length, or -1 if there is another character. */
function writeAscii(text: string, room: Uint8Array): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) return -1
    room[i] = unit
  }
  return text.length
}

/** Writes the whole text and returns its bytes, or -1 if there is no room for all of it. */
export function writeText(text: string, room: Uint8Array): number {
  if (text.length <= longestLoop && text.length <= room.length && writeAscii(text, room) >= 0) return text.length
  const { read, written } = encoder.encodeInto(text, room)
  if (read < text.length) return -1
  if (written === text.length || isWellFormed(text)) return written
  // U+FFFD, too, takes three bytes: only lone surrogates have to be written again.
  for (let i = 0, at = 0; i < text.length;) {
    const codePoint = text.codePointAt(i)!
    if (codePoint >= 0xd800 && codePoint < 0xe000) {
      room[at] = 0xe0 | (codePoint >> 12)
      room[at + 1] = 0x80 | ((codePoint >> 6) & 0x3f)
      room[at + 2] = 0x80 | (codePoint & 0x3f)
    }
    at += bytesOf(codePoint)
    i += codePoint < 0x10000 ? 1 : 2
  }
  return written
}

/** A span in bytes as a span in UTF-16 units of the same text. A place inside a character means the whole character. */
export function toUtf16(text: string, offset: number, length: number): Span {
  const end = offset + length
  let from = text.length
  let bytes = 0
  let i = 0
  while (i < text.length && bytes < end) {
    const codePoint = text.codePointAt(i)!
    bytes += bytesOf(codePoint)
    if (from === text.length && bytes > offset) from = i
    i += codePoint < 0x10000 ? 1 : 2
  }
  // An empty span marks the place before the character that starts there.
  return length === 0 ? [i, 0] : [from, i - from]
}

/** A span in UTF-16 units as a span in the text's bytes. */
export function toBytes(text: string, [offset, length]: Span): Span {
  return [byteLength(text.slice(0, offset)), byteLength(text.slice(offset, offset + length))]
}
