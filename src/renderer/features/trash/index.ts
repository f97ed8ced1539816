export { TrashBar } from './trash-bar.tsx';
