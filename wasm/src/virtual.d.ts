// What tools/build.mjs makes while it puts an entry together.

declare module 'embedded:module' {
  /** countersign.wasm, packed. */
  const text: string
  export default text
}

declare module 'embedded:module-*' {
  /** A module with one group of kinds, packed. */
  const text: string
  export default text
}

declare module 'embedded:english' {
  /** The English words, packed. */
  const text: string
  export default text
}

declare module 'embedded:words' {
  /** The words of each language, packed. */
  const texts: Readonly<Record<import('./generated/files.js').Language, string>>
  export default texts
}

declare module 'embedded:layouts' {
  /** The table of keyboard layouts, packed. */
  const text: string
  export default text
}

declare module 'embedded:zones' {
  /** The table of time zones, packed. */
  const text: string
  export default text
}

declare module 'embedded:program' {
  /** countersign.wasm as JavaScript; each call starts one of its own. */
  export default function start(imports: { proc_exit(code: number): never }): import('./core.js').Door
}

/** Where the package's files are, from a script of the elements: "../" or "../../". */
declare const packageFolder: string
