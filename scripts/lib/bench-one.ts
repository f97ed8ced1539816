import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { BenchModule } from './bench.ts';

// Runs one benchmark in a process of its own, so that none is measured in the leavings of another.
const [file, report] = process.argv.slice(2);
if (!file || !report) throw new Error('usage: bench-one.ts FILE REPORT');
const module = (await import(pathToFileURL(file).href)) as BenchModule;
writeFileSync(report, JSON.stringify(await module.run()));
// A benchmark that forgot a timer or a server is over all the same.
process.exit(0);
