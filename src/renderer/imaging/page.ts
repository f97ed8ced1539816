import { z } from 'zod';
import { runSlot } from './slot.ts';

// zod would try `new Function`, which the page's policy reports.
z.config({ jitless: true });

/** Number of concurrent decoders: one per core, limited by the memory of their pictures. */
const slots = Math.max(2, Math.min(4, navigator.hardwareConcurrency));
for (let i = 0; i < slots; i++) void runSlot();
