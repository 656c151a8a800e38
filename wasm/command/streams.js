// Standard input, standard output and files as bytes. Nothing is decoded, nothing is added.
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { Failure, systemSentence } from './failure.js'

export const standardInput = 0
const standardOutput = 1
const standardInputName = 'standard input'

// A terminal or a pipe that others have set not to wait is asked again a moment later.
function waitAMoment() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
}

/** Reads what there is, at least one byte, into `room`; 0 at the end. */
export function readSome(descriptor, room, place) {
  for (;;) {
    try {
      return readSync(descriptor, room, 0, room.length, null)
    } catch (error) {
      if (error.code === 'EOF') return 0
      if (error.code !== 'EAGAIN' && error.code !== 'EINTR')
        throw new Failure(place, `cannot be read: ${systemSentence(error)}`)
      if (error.code === 'EAGAIN') waitAMoment()
    }
  }
}

/** Reads until `room` is full or the input ends, and returns the number of bytes. */
export function readFull(descriptor, room, place) {
  let size = 0
  while (size < room.length) {
    const more = readSome(descriptor, room.subarray(size), place)
    if (more === 0) break
    size += more
  }
  return size
}

function open(path) {
  try {
    return openSync(path)
  } catch (error) {
    throw new Failure(path, `cannot be read: ${systemSentence(error)}`)
  }
}

function readAll(descriptor, limit, place) {
  let bytes = Buffer.alloc(1 << 16)
  let size = 0
  for (;;) {
    size += readFull(descriptor, bytes.subarray(size, limit + 1), place)
    if (size > limit) throw new Failure(place, `longer than ${limit >> 20} MiB`)
    if (size < bytes.length) return bytes.subarray(0, size)
    bytes = Buffer.concat([bytes], 2 * bytes.length)
  }
}

/** Everything of a public file ("-": standard input), a Failure if it has more than `limit` bytes. Not for secrets. */
export function readFile(path, limit) {
  if (path === '-') return readAll(standardInput, limit, standardInputName)
  const descriptor = open(path)
  try {
    return readAll(descriptor, limit, path)
  } finally {
    closeSync(descriptor)
  }
}

/** The length without one final LF or CRLF. */
export function lengthWithoutLineEnd(bytes) {
  let length = bytes.length
  if (length > 0 && bytes[length - 1] === 0x0a) {
    length--
    if (length > 0 && bytes[length - 1] === 0x0d) length--
  }
  return length
}

export function readStandardInput(limit) {
  const bytes = readFile('-', limit)
  return bytes.subarray(0, lengthWithoutLineEnd(bytes))
}

/** Writes all of it to standard output. False when nobody reads any more. */
export function writeOut(text) {
  let bytes = typeof text === 'string' ? Buffer.from(text) : text
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(standardOutput, bytes))
    } catch (error) {
      if (error.code === 'EPIPE') return false
      if (error.code !== 'EAGAIN' && error.code !== 'EINTR')
        throw new Failure('standard output', `cannot be written: ${systemSentence(error)}`)
      if (error.code === 'EAGAIN') waitAMoment()
    }
  }
  return true
}

/** Reads 32 secret bytes written as 64 hexadecimal characters, white space around them ignored. Wipe what comes back. */
export function readSecretKey(path) {
  const raw = Buffer.alloc(4096)
  const key = Buffer.alloc(32)
  const descriptor = open(path)
  try {
    const size = readFull(descriptor, raw, path)
    const isSpace = (byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
    let start = 0
    let end = size
    while (start < end && isSpace(raw[start])) start++
    while (end > start && isSpace(raw[end - 1])) end--
    let good = end - start === 2 * key.length
    const digit = (byte) =>
      byte >= 0x30 && byte <= 0x39
        ? byte - 0x30
        : (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66
          ? (byte | 0x20) - 0x57
          : -1
    for (let i = 0; good && i < key.length; i++) {
      const high = digit(raw[start + 2 * i])
      const low = digit(raw[start + 2 * i + 1])
      good = high >= 0 && low >= 0
      key[i] = (high << 4) | low
    }
    if (!good) throw new Failure(path, 'must hold a key of 32 bytes as 64 hexadecimal characters, and nothing else')
    return key
  } catch (error) {
    key.fill(0)
    throw error
  } finally {
    raw.fill(0)
    closeSync(descriptor)
  }
}
