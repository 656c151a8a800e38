// JavaScript strings and the UTF-8 bytes that the core judges. Strings cross as WTF-8 (generalised UTF-8): a lone
// surrogate becomes three bytes that the core refuses as ill-formed, where TextEncoder would write U+FFFD and make two
// different texts equal.
import { inNode } from './host.js'

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
const longestLoop = inNode ? 0 : 128

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

/**
 * How many bytes each UTF-16 unit of a text begins; 0 in the middle of a character. It tells where places are, and nothing
 * else of the text, which may be a secret.
 */
export function widthsOf(text: string): Uint8Array {
  const widths = new Uint8Array(text.length)
  for (let i = 0; i < text.length;) {
    const codePoint = text.codePointAt(i)!
    widths[i] = bytesOf(codePoint)
    i += codePoint < 0x10000 ? 1 : 2
  }
  return widths
}

/** A span in bytes as a span in UTF-16 units of the same text. A place inside a character means the whole character. */
export function toUtf16(widths: Uint8Array, offset: number, length: number): Span {
  const end = offset + length
  let from = widths.length
  let bytes = 0
  let i = 0
  while (i < widths.length && bytes < end) {
    bytes += widths[i]!
    if (from === widths.length && bytes > offset) from = i
    i++
    while (widths[i] === 0) i++
  }
  // An empty span marks the place before the character that starts there.
  return length === 0 ? [i, 0] : [from, i - from]
}

/** A span in UTF-16 units as a span in the text's bytes. */
export function toBytes(widths: Uint8Array, [offset, length]: Span): Span {
  const sum = (part: Uint8Array): number => part.reduce((bytes, width) => bytes + width, 0)
  return [sum(widths.subarray(0, offset)), sum(widths.subarray(offset, offset + length))]
}
