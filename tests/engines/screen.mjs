// A screen that nobody sees, for browsers that must have one: Xvfb at the first display that is free.
import { spawn } from 'node:child_process'

export function startScreen() {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => screen.kill())
  return new Promise((resolve, reject) => {
    let said = ''
    screen.once('error', reject)
    screen.once('exit', (status) => reject(new Error(`Xvfb ended with ${status}`)))
    screen.stdio[3].on('data', (piece) => {
      said += piece
      if (said.endsWith('\n')) resolve({ display: `:${said.trim()}`, close: () => screen.kill() })
    })
  })
}
