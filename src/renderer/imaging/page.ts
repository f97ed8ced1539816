import { allowWorkers } from '../trusted-types.ts';
import { runSlot } from './slot.ts';

allowWorkers();

/** Number of concurrent decoders: one per core, limited by the memory of their pictures. */
const slots = Math.max(2, Math.min(4, navigator.hardwareConcurrency));
for (let i = 0; i < slots; i++) void runSlot();
