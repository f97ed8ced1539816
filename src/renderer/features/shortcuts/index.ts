export { KeyList } from './key-list.tsx';
export { pressedKeys } from './pressed.ts';
export { isTyping } from './typing.ts';
