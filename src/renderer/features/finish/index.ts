export { certificateLines } from './certificate-text.ts';
export { FinishActions } from './finish-actions.tsx';
export { FinishPanel } from './finish-panel.tsx';
export { FinishPreviewLayer } from './finish-preview.tsx';
export type { FinishTarget } from './finish-store.ts';
export { targetOf, versionOf } from './finish-target.ts';
export { findAndPaint, openFor } from './open-panel.ts';
export { Versions } from './versions.tsx';
