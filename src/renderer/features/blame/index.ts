export { BlameLayer } from './blame-layer.tsx';
export { BlameLegend } from './blame-legend.tsx';
export { isBlamed } from './blame-store.ts';
export { BlameTip } from './blame-tip.tsx';
