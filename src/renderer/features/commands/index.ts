export { dispatch, isEnabled, isToggled } from './dispatch.ts';
