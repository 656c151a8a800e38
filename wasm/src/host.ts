// Which host this is, where that makes a difference.
export const inNode = (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node !== undefined
