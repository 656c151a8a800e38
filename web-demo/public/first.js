// The first page: a field to try, and examples in place.
import { begin, byId } from './harbour.js'

begin(() => byId('verdict').focus())
