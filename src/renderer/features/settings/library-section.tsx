import { t } from '@shared/i18n/index.ts';
import { FolderOpen } from 'lucide-react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { LibraryMoveSetting } from './library-move.tsx';
import { SettingAnchor } from './setting-anchor.tsx';

export function LibrarySection() {
  const { settings } = useStores();
  return (
    <SettingAnchor id="folder">
      <div className="settings-prose">
        <p>{t.settings.libraryLead}</p>
        <Button onClick={() => void settings.getState().revealData()}>
          <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
          {t.settings.showFolder}
        </Button>
      </div>
      <LibraryMoveSetting />
    </SettingAnchor>
  );
}
