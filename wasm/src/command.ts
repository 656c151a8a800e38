// What the command takes of the package.
export { Core, imports } from './core.js'
export { CountersignError } from './errors.js'
export { help } from './generated/help.js'
export { secretKinds, textKinds } from './generated/kinds.js'
