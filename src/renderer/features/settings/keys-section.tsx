import { KeyList } from '../shortcuts/index.ts';
import { Spot } from './spot.tsx';

export function KeysSection() {
  return (
    <Spot id="keys">
      <KeyList />
    </Spot>
  );
}
