export { applies, dispatch } from './dispatch.ts';
