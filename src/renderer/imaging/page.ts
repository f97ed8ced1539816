import { z } from 'zod';
import { runSlot } from './slot.ts';

// zod would try `new Function`, which the page's policy reports.
z.config({ jitless: true });

/** Decoders at work at a time: one per core, but never so many that their pictures fill the memory. */
const slots = Math.max(2, Math.min(4, navigator.hardwareConcurrency));
for (let i = 0; i < slots; i++) void runSlot();
