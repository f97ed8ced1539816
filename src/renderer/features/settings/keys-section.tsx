import { KeyList } from '../shortcuts/index.ts';
import { SettingAnchor } from './setting-anchor.tsx';

export function KeysSection() {
  return (
    <SettingAnchor id="keys">
      <KeyList />
    </SettingAnchor>
  );
}
