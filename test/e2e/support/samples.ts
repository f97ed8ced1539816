import { join } from 'node:path';

export const SAMPLES = join(import.meta.dirname, '../../../resources/samples');
export const sample = (name: string) => join(SAMPLES, name);
