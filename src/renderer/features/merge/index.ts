export { chosenTwo, inOrder } from './chosen-two.ts';
export { MergeDetails } from './merge-details.tsx';
export { MergeView } from './merge-view.tsx';
