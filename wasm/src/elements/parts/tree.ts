// A piece of a page as a tree of plain objects, which a server writes as HTML and a browser builds as nodes. Neither way
// parses markup, so no text can become an element, and no Trusted Types policy is needed.

export interface Tree {
  readonly name: string
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly children: readonly (Tree | string)[]
}

export type Attribute = string | number | boolean | undefined

/** Children that are false or undefined are left out. */
export type Child = Tree | string | false | undefined | readonly Child[]

/** An element. Attributes that are false or undefined are left out; true stands alone. */
export function element(name: string, attributes?: Readonly<Record<string, Attribute>> | null, ...children: Child[]): Tree {
  return { name, attributes: attributes ?? {}, children: children.flat(Infinity as 1).filter(isSaid) as (Tree | string)[] }
}

function isSaid(value: unknown): boolean {
  return value !== false && value !== undefined && value !== ''
}

const svgNamespace = 'http://www.w3.org/2000/svg'
const inSvg = new Set(['svg', 'path'])
const withoutEnd = new Set(['link'])
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => references[character]!)
}

/** The tree as HTML. */
export function toHtml(tree: Tree | string): string {
  if (typeof tree === 'string') return escaped(tree)
  const attributes = Object.entries(tree.attributes)
    .filter(([, value]) => value !== false && value !== undefined)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`))
    .join('')
  if (withoutEnd.has(tree.name)) return `<${tree.name}${attributes}>`
  return `<${tree.name}${attributes}>${tree.children.map(toHtml).join('')}</${tree.name}>`
}

/** The tree as a node of this document. */
export function toNode(tree: Tree | string): Node {
  if (typeof tree === 'string') return document.createTextNode(tree)
  const node = inSvg.has(tree.name) ? document.createElementNS(svgNamespace, tree.name) : document.createElement(tree.name)
  for (const [name, value] of Object.entries(tree.attributes))
    if (value !== false && value !== undefined) node.setAttribute(name, value === true ? '' : String(value))
  node.append(...tree.children.map(toNode))
  return node
}
