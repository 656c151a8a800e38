// What the caller of the command did wrong, or what the machine refused: one sentence for standard error, exit status 2.
// Never holds a secret.

export class Failure extends Error {
  /** `new Failure(sentence)`, or `new Failure(place, what)`. */
  constructor(place, what) {
    super(what === undefined ? place : `${place}: ${what}`)
  }
}

/**
 * Text from outside as it may stand in a message: in double quotes, control characters and quotes replaced by '?', at
 * most 60 bytes of it. A terminal never receives somebody else's escape sequences.
 */
export function quoted(text) {
  const most = 60
  const all = Buffer.from(text)
  let end = Math.min(all.length, most)
  // Not in the middle of a character: bytes 10xxxxxx continue one.
  if (all.length > most) while ((all[end] & 0xc0) === 0x80) end--
  const bytes = Buffer.from(all.subarray(0, end))
  bytes.forEach((byte, i) => {
    if (byte < 0x20 || byte === 0x7f || byte === 0x22) bytes[i] = 0x3f
  })
  return `"${bytes.toString()}${all.length > most ? '…' : ''}"`
}

const sentences = {
  EACCES: 'Permission denied',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  EINVAL: 'Invalid argument',
  EIO: 'Input/output error',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  ENAMETOOLONG: 'File name too long',
  ENETUNREACH: 'Network is unreachable',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  EPERM: 'Operation not permitted',
  ETIMEDOUT: 'Connection timed out',
}

/** A system error as the C library words it. */
export function systemSentence(error) {
  return sentences[error.code] ?? error.code ?? error.message
}
