// The native parts that are measured: those of a release, which no other test builds.
import { execFileSync } from 'node:child_process'
import { path } from '../equality/hosts.mjs'

export const nativeBench = path('build/shipped/tests/native_bench')
export const shippedCommand = path('build/shipped/native/countersign')

export function shipped() {
  const targets = ['native_bench', 'countersign_command']
  for (const words of [['--preset', 'shipped'], ['--build', path('build/shipped'), '--target', ...targets]])
    execFileSync('cmake', words, { cwd: path('.'), stdio: ['ignore', 2, 2] })
}
