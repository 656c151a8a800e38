// A keyboard or input event as the C door takes it: countersign_key_event in countersign.h. Names stay the DOM's; what
// was not told is -1. Never holds what an event inserted.

/**
 * A DOM event, or the same as plain values: the names of `KeyboardEvent`, `InputEvent` and, for plain values,
 * `capsLock`, `numLock`, `shift`, `ctrl`, `alt`, `meta`, `altGraph` (true, false, or null for not told).
 */
export interface KeyEventLike {
  readonly type: string
  readonly code?: string
  readonly key?: string
  readonly inputType?: string
  readonly location?: number
  readonly keyCode?: number
  readonly repeat?: boolean
  readonly isComposing?: boolean
  readonly shiftKey?: boolean
  readonly ctrlKey?: boolean
  readonly altKey?: boolean
  readonly metaKey?: boolean
  getModifierState?(modifier: string): boolean
  readonly target?: unknown
  readonly capsLock?: boolean | null
  readonly numLock?: boolean | null
  readonly shift?: boolean | null
  readonly ctrl?: boolean | null
  readonly alt?: boolean | null
  readonly meta?: boolean | null
  readonly altGraph?: boolean | null
  readonly valueLength?: number
  readonly selectionStart?: number
  readonly selectionEnd?: number
}

interface Field {
  readonly value?: unknown
  readonly selectionStart?: unknown
  readonly selectionEnd?: unknown
}

export const keyEventBytes = 148
const encoder = new TextEncoder()

function flag(value: boolean | null | undefined): number {
  return value === undefined || value === null ? -1 : value ? 1 : 0
}

function whole(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0x7fffffff ? value : -1
}

/** Writes the event into `keyEventBytes` bytes. */
export function writeKeyEvent(event: KeyEventLike, room: Uint8Array): void {
  const view = new DataView(room.buffer, room.byteOffset, keyEventBytes)
  room.fill(0)
  view.setUint32(0, keyEventBytes, true)
  encoder.encodeInto(event.type, room.subarray(4, 28))
  encoder.encodeInto(event.code ?? '', room.subarray(28, 52))
  encoder.encodeInto(event.key ?? '', room.subarray(52, 84))
  encoder.encodeInto(event.inputType ?? '', room.subarray(84, 116))

  const state = (name: string) => event.getModifierState?.(name)
  const flags = [
    event.capsLock ?? state('CapsLock'),
    event.numLock ?? state('NumLock'),
    event.shift ?? event.shiftKey,
    event.ctrl ?? event.ctrlKey,
    event.alt ?? event.altKey,
    event.meta ?? event.metaKey,
    event.altGraph ?? state('AltGraph'),
    event.repeat,
    event.isComposing,
  ]
  flags.forEach((value, i) => view.setInt8(116 + i, flag(value)))

  const field: Field = (event.target as Field | null | undefined) ?? {}
  const value = field.value
  view.setInt32(128, whole(event.location), true)
  view.setInt32(132, whole(event.keyCode), true)
  view.setInt32(136, whole(event.valueLength ?? (typeof value === 'string' ? value.length : undefined)), true)
  view.setInt32(140, whole(event.selectionStart ?? field.selectionStart), true)
  view.setInt32(144, whole(event.selectionEnd ?? field.selectionEnd), true)
}
