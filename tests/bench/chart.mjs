// How many times the fastest correct peer, one bar a kind on one logarithmic scale, with a mark where the goal is: an SVG
// that follows the reader's light or dark theme.
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** rows: [{ title, peer, ratio: { best, median }, target, met }], in their order. */
export function chart(rows) {
  const [width, names, longest, row, top] = [960, 190, 430, 20, 76]
  const ratios = rows.flatMap(({ ratio, target }) => [ratio.best, target ?? 1])
  const [low, high] = [Math.min(0.5, ...ratios), Math.max(10, ...ratios)].map(Math.log10)
  const place = (ratio) => Math.round(names + (longest * (Math.log10(ratio) - low)) / (high - low))
  const bottom = top + row * rows.length
  const parts = []

  for (let exponent = Math.ceil(low); exponent <= high; exponent++) {
    for (const step of [1, 2, 5]) {
      const ratio = step * 10 ** exponent
      if (Math.log10(ratio) > high) continue
      const x = place(ratio)
      parts.push(
        `<path class="${ratio === 1 ? 'one' : 'grid'}" d="M${x} ${top - 6}V${bottom}"/>`,
        `<text x="${x}" y="${top - 12}" text-anchor="middle">${ratio}×</text>`,
      )
    }
  }
  rows.forEach(({ title, peer, ratio, target, met }, i) => {
    const y = top + row * i
    const [from, to] = [place(1), place(ratio.best)].sort((a, b) => a - b)
    const kind = met === undefined ? 'none' : met ? 'met' : 'missed'
    parts.push(
      `<text class="name" x="${names - 8}" y="${y + 14}" text-anchor="end">${escaped(title)}</text>`,
      `<rect class="${kind}" x="${from}" y="${y + 4}" width="${Math.max(1, to - from)}" height="${row - 8}" rx="2"/>`,
    )
    if (target !== undefined) parts.push(`<path class="goal" d="M${place(target)} ${y + 1}v${row - 2}"/>`)
    const said = `${ratio.best < 10 ? ratio.best.toFixed(2) : ratio.best.toFixed(1)}× ${peer}`
    parts.push(`<text x="${Math.max(to, target === undefined ? 0 : place(target)) + 8}" y="${y + 14}">${escaped(said)}</text>`)
  })

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 20}" width="${width}" height="${bottom + 20}" role="img" aria-label="How many times the fastest correct peer, by kind of address">
<style>
svg { background: #fff; font: 12px system-ui, sans-serif }
text { fill: #555 }
.name { fill: #222 }
.title { fill: #111; font-weight: 600; font-size: 15px }
.met { fill: #12805c }
.missed { fill: #c0762b }
.none { fill: #9aa3af }
.grid { stroke: #e6e9ed }
.one { stroke: #8a93a0 }
.goal { stroke: #111; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
svg { background: #14181d }
text { fill: #b0b8c2 }
.name { fill: #dfe4ea }
.title { fill: #f1f4f7 }
.met { fill: #3db489 }
.missed { fill: #d9964f }
.none { fill: #6b7684 }
.grid { stroke: #262d35 }
.one { stroke: #7b8592 }
.goal { stroke: #f1f4f7 }
}
</style>
<text class="title" x="16" y="24">How many times the fastest correct peer, in Node, by kind of address</text>
<text x="16" y="44">Ratio of the best runs, logarithmic. The upright mark is the goal; green reaches it, orange does not, grey has none.</text>
${parts.join('\n')}
</svg>
`
}
