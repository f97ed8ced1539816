import { parseArgs } from 'node:util';
import { USUAL_DISPLACEMENT } from './displace.ts';
import { parseFaults } from './faults.ts';
import type { Drift } from './render.ts';
import { startOneminServer } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.ONEMIN_PORT ?? '0' },
    key: { type: 'string', default: process.env.ONEMIN_KEY },
    fault: { type: 'string', multiple: true, default: [process.env.ONEMIN_FAULTS ?? ''] },
    drift: { type: 'string', default: process.env.ONEMIN_DRIFT ?? 'none' },
    displace: { type: 'string', default: process.env.ONEMIN_DISPLACE },
    credits: { type: 'string', default: process.env.ONEMIN_CREDITS ?? '4000000' },
    'edit-ms': { type: 'string', default: process.env.ONEMIN_EDIT_MS ?? '800' },
  },
});

const server = await startOneminServer({
  port: Number(values.port),
  key: values.key ?? 'practice-key-for-the-test-server-0001',
  drift: values.drift as Drift,
  displacement:
    values.displace === undefined ? null : { ...USUAL_DISPLACEMENT, seed: Number(values.displace) },
  credits: Number(values.credits),
  editMs: Number(values['edit-ms']),
  faults: parseFaults(values.fault.join(',')),
});
console.log(`The test server listens. Start Reseed with:
RESEED_API_BASE=${server.url}
RESEED_API_KEY=${server.key}
Charges: ${server.url}/__bills · faults: POST ${server.url}/__faults · stop: Ctrl+C`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void server.stop().then(() => process.exit(0)));
