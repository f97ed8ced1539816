export { applies, dispatch, isOn } from './dispatch.ts';
export { KeyList } from './key-list.tsx';
