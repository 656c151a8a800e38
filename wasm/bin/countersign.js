#!/usr/bin/env node
// The command `countersign` on WebAssembly: the same arguments, output and exit status as the native command, byte for
// byte. It decides nothing; it changes shapes, reads clocks and files, and turns outcomes into exit statuses.
import { main } from '../command/main.js'

await main(process.argv.slice(2))
