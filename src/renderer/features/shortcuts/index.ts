export { applies, dispatch, isOn } from './dispatch.ts';
