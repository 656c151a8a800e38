// A page as a tree of plain objects, written as HTML by the server and built as nodes by the browser. Neither way parses
// markup, so no text can become an element, and the page needs no Trusted Types policy.

const svgNamespace = 'http://www.w3.org/2000/svg'
const inSvg = new Set(['svg', 'path', 'circle'])
const withoutEnd = new Set(['input', 'link', 'meta', 'br'])

/** An element. Attributes that are false, null or undefined are left out; true stands alone. Children: trees and texts. */
export function element(name, attributes, ...children) {
  return { name, attributes: attributes ?? {}, children: children.flat(Infinity).filter(said) }
}

/** HTML that the package wrote, for the server alone. */
export function ready(html) {
  return { html }
}

function said(value) {
  return value !== false && value !== null && value !== undefined && value !== ''
}

const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (c) => references[c])
}

/** The tree as HTML. */
export function toHtml(tree) {
  if (typeof tree !== 'object') return escaped(tree)
  if (tree.html !== undefined) return tree.html
  let html = `<${tree.name}`
  for (const [name, value] of Object.entries(tree.attributes))
    if (value === true) html += ` ${name}`
    else if (said(value) || value === '') html += ` ${name}="${escaped(value)}"`
  if (withoutEnd.has(tree.name)) return `${html}>`
  // A parser drops one line break after these start tags.
  const start = tree.name === 'textarea' || tree.name === 'pre' ? '>\n' : '>'
  return `${html}${start}${tree.children.map(toHtml).join('')}</${tree.name}>`
}

/** The tree as a node of this document. */
export function toNode(tree) {
  if (typeof tree !== 'object') return document.createTextNode(tree)
  const node = inSvg.has(tree.name)
    ? document.createElementNS(svgNamespace, tree.name)
    : document.createElement(tree.name)
  for (const [name, value] of Object.entries(tree.attributes))
    if (value === true) node.setAttribute(name, '')
    else if (said(value) || value === '') node.setAttribute(name, value)
  node.append(...tree.children.map(toNode))
  return node
}
