import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { BenchModule } from './bench.ts';

// Runs one benchmark in its own process, so that earlier ones don't affect it.
const [file, report] = process.argv.slice(2);
if (!file || !report) throw new Error('usage: bench-one.ts FILE REPORT');
const module = (await import(pathToFileURL(file).href)) as BenchModule;
writeFileSync(report, JSON.stringify(await module.run()));
// Ends even if a benchmark left a timer or a server running.
process.exit(0);
