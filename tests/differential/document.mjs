// Writes tests/vectors/disagreements.md: where peers answer otherwise than the core, and which document decides.
//
//   node tests/differential/document.mjs
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { peers } from '../bench/peers.mjs'
import { packageEntry } from '../equality/hosts.mjs'
import { compare, core, someTexts } from './compare.mjs'

export const usualCount = 200
export const documentFile = new URL('../vectors/disagreements.md', import.meta.url)

const answer = { true: 'valid', false: 'not valid', throws: 'throws', dies: 'ends the process' }

export function documentOf({ met, judged }) {
  const order = Object.keys(peers)
  const rows = [...met]
    .filter(([, { count }]) => count > 0)
    .sort(([a], [b]) => order.indexOf(a.peer) - order.indexOf(b.peer))
    .map(([{ peer, coin, says, clause, right }, { count, text }]) => {
      const cells = [
        peer,
        [coin].flat().join(', '),
        `\`${text.text}\``,
        answer[says],
        answer[text.ours],
        clause,
        right,
        count,
      ]
      return `| ${cells.join(' | ')} |`
    })
  return `# Where peers answer otherwise

Written by \`node tests/differential/document.mjs\` from tests/differential/rules.mjs; a test compares. Each row is one
cause: the first text that met it, both answers, the document that decides, and how many texts met it, of
${judged.toLocaleString('en')} answers that were compared. The texts are ${usualCount} random addresses of every kind, the same
with one mistake each of five kinds, and other coins' addresses. "Valid" is, on our side, accept or caution. The peers'
versions are in tests/package.json.

Against a checker put together from @scure/base, @noble/hashes and @noble/curves after the networks' own documents
(tests/differential/assembled.mjs) there is no row, and there may be none.

| peer | coin | text | its answer | ours | what decides | who is right | texts |
|---|---|---|---|---|---|---|---:|
${rows.join('\n')}
`
}

export async function run(count, seed = 1) {
  const { load } = await import(packageEntry)
  return compare(core(await load({ languages: [] })), someTexts(count, seed))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await run(usualCount)
  writeFileSync(documentFile, documentOf(result))
  console.log(
    `${result.judged} judged, ${result.wrong.length} against the strict judge, ${result.unexplained.length} unexplained`,
  )
}
