// What two engines have in common: the W3C's WebDriver. `send(command, parameters)` carries a command there; the names are
// those of the specification, without spaces.
import { setTimeout as pause } from 'node:timers/promises'

const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

/** The keys that are no characters, as WebDriver spells them (its 17.4.2). */
const named = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
}

function codeOf(key) {
  if ([...key].length === 1) return key
  if (named[key] === undefined) throw new Error(`no key is called ${key}`)
  return named[key]
}

export class WebDriver {
  constructor(send) {
    this.send = send
  }

  navigate(url) {
    return this.send('NavigateTo', { url })
  }

  run(source, args) {
    return this.send('ExecuteScript', { script: `return (${source}).apply(null, arguments)`, args })
  }

  click(ref) {
    return this.send('ElementClick', { element: ref[elementKey] })
  }

  async choose(ref, option) {
    const its = await this.run(
      '(list, label) => [...list.options].find((one) => one.label.trim() === label) ?? null',
      [ref, option],
    )
    if (its === null) throw new Error(`the list has no ${option}`)
    await this.click(its)
  }

  async keys(keys) {
    const actions = keys.flatMap((key) => {
      const parts = [...key].length === 1 ? [key] : key.split('+')
      const codes = parts.map(codeOf)
      const press = (type) => (value) => ({ type, value })
      return [...codes.map(press('keyDown')), ...codes.reverse().map(press('keyUp'))]
    })
    await this.send('PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  async screenshot() {
    return Buffer.from(await this.send('TakeScreenshot', {}), 'base64')
  }

  /** Opens a tab and goes there; gives what closes it and returns to the one before. */
  async openTab() {
    const before = await this.send('GetWindowHandle', {})
    const { handle } = await this.send('NewWindow', { type: 'tab' })
    await this.send('SwitchToWindow', { handle })
    return async () => {
      await this.send('CloseWindow', {})
      await this.send('SwitchToWindow', { handle: before })
    }
  }
}

/** Waits for what a program that was started gives sooner or later. */
export async function comes(program, look, name) {
  const end = Date.now() + 60_000
  for (;;) {
    const given = await look()
    if (given !== undefined) return given
    if (program.exitCode !== null) throw new Error(`${name} ended with ${program.exitCode}`)
    if (Date.now() > end) throw new Error(`${name} does not answer`)
    await pause(25)
  }
}
