import { config } from 'zod/v4/core';

// The first thing that each door loads (bundle.ts), before any schema is made: zod writes a parser of its own for each
// object (`new Function`) when it first reads one. A door reads few of each before it is gone, and without it nothing in a
// bundle makes code out of text.
config({ jitless: true });
