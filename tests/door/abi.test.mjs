// native/abi must see what programs out there would feel. Libraries are made from countersign.h alone, each function an
// empty one: the unchanged header must give the door's own description, and each change to it must be noticed.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const header = readFileSync(join(root, 'core/door/countersign.h'), 'utf8')
const soname = /soname='([^']+)'/.exec(readFileSync(join(root, 'tests/door/abi.xml'), 'utf8'))[1]
const home = mkdtempSync(join(tmpdir(), 'countersign-abi-'))
after(() => rmSync(home, { recursive: true }))

// Status and words of native/abi for a library whose header is `text`.
function compared(text, ...options) {
  const places = Object.fromEntries(['countersign.h', 'door.c', 'door.so'].map((name) => [name, join(home, name)]))
  const bodies = text.replace(/COUNTERSIGN_API ([^;{}]*?)\s+COUNTERSIGN_NOEXCEPT;/g,
    (_, declared) => `COUNTERSIGN_API ${declared} { ${declared.startsWith('void ') ? '' : 'return 0; '}}`)
  assert.notEqual(bodies, text)
  writeFileSync(places['countersign.h'], bodies)
  writeFileSync(places['door.c'], '#include "countersign.h"\n')
  execFileSync('cc', ['-std=c11', '-g', '-shared', '-fPIC', `-Wl,-soname,${soname}`, '-o', places['door.so'],
    places['door.c']])
  const { status, stdout, stderr } = spawnSync(join(root, 'native/abi'), ['compare', ...options,
    join(root, 'tests/door/abi.xml'), places['door.so'], places['countersign.h']], { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

function changed(from, to) {
  const text = header.replace(from, to)
  assert.notEqual(text, header)
  return text
}

test('the header alone describes the door that the library has', () => {
  assert.deepEqual(compared(header), { status: 0, said: '' })
})

const incompatible = [
  ['a function that is gone', /COUNTERSIGN_API int32_t countersign_wipe\([^;]*;/, '', /countersign_wipe/],
  ['a member that comes between others', '    int32_t location,', '    int32_t pressure, location,', /pressure/],
  ['a member that grows', 'char key[32];', 'char key[40];', /key/],
  ['an argument of another type', /(countersign_move\(countersign_check\* from, )uint32_t offset/, '$1double offset', /offset|double/],
  ['an argument more', 'countersign_wipe(countersign_check* check)', 'countersign_wipe(countersign_check* check, int32_t slot)', /countersign_wipe/],
  ['a result of another type', 'int32_t countersign_release(', 'void countersign_release(', /countersign_release/],
]
for (const [what, from, to, expected] of incompatible) {
  test(`${what} is noticed`, () => {
    for (const options of [[], ['--additions-are-fine']]) {
      const { status, said } = compared(changed(from, to), ...options)
      assert(status === 4 || status === 12, `${status} ${said}`)
      assert.match(said, expected)
    }
  })
}

test('a function more is noticed, and fine for programs that were linked before', () => {
  const text = changed('/* Wipes the slots of a check. */', 'COUNTERSIGN_API int32_t countersign_more(void) COUNTERSIGN_NOEXCEPT;\n')
  const { status, said } = compared(text)
  assert.equal(status, 4)
  assert.match(said, /countersign_more/)
  assert.equal(compared(text, '--additions-are-fine').status, 0)
})
