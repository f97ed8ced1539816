export { Lineage } from './lineage.tsx';
export { VERDICTS } from './verdict-text.ts';
