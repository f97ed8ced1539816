export type { Pixels } from './pixels.ts';
export { renderPractice } from './render.ts';
export { outputSize } from './size.ts';
