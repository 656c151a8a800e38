// Where each host of the core is, and how to run a command over a file's worth of lines.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
export const path = (name) => fileURLToPath(new URL(name, root))

export const nativeCommand = process.env.COUNTERSIGN_COMMAND ?? path('build/native/native/countersign')
export const npmCommand = path('wasm/bin/countersign.js')
export const headerPrograms = ['c11', 'cpp20'].map((language) => path(`build/native/tests/countersign_header_${language}`))
export const packageEntry = new URL('wasm/dist/index.js', root)

/** The jar and the tests' classes, as `-cp` wants them. COUNTERSIGN_JAR: another jar than that of build/native. */
export const javaClasses = () => {
  const version = /project\(countersign VERSION ([\d.]+)/.exec(readFileSync(path('CMakeLists.txt'), 'utf8'))[1]
  const jar = process.env.COUNTERSIGN_JAR ?? path(`build/native/native/jvm/countersign-${version}.jar`)
  return `${jar}:${path('build/native/tests/jvm/classes')}`
}

/** Runs a program to its end, with `input` as its standard input; what it printed. */
export function output(program, words, input = '', good = [0]) {
  if (program.endsWith('.js')) [program, words] = [process.execPath, [program, ...words]]
  else if (program.includes('/') && !existsSync(program)) throw new Error(`there is no ${program}; run ./dev test`)
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] })
    const pieces = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stdin.on('error', reject)
    child.on('error', reject)
    child.on('close', (status) => {
      if (good.includes(status)) resolve(Buffer.concat(pieces))
      else reject(new Error(`${program} ${words.join(' ')} ended with ${status}`))
    })
    child.stdin.end(input)
  })
}

/** `key`: the file of the key that documents in the subjects are signed with. */
export const jsonl = (program, kind, input, good, key) =>
  output(program, ['check', kind, '--jsonl', '--now', '0', ...(key ? ['--key', key] : [])], input, good)
