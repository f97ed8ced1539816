export { Lineage } from './lineage.tsx';
