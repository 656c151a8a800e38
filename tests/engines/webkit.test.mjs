import { runSpecs } from './suite.mjs'

await runSpecs('webkit')
