import { runSpecs } from './suite.mjs'

await runSpecs('firefox')
