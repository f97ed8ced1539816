export type { LayerFacts } from './layers.ts';
export { MaskLayer } from './mask-layer.tsx';
export { isUntouched, type MaskWork, NO_WORK } from './mask-state.ts';
export type { MaskView } from './mask-view.ts';
export { regionRatios } from './ratios.ts';
export { stepOf } from './steps.ts';
export { ToolBar } from './tool-bar.tsx';
export { ToolOptions } from './tool-options.tsx';
export { WorkSection } from './work-section.tsx';
