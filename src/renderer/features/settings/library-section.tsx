import { t } from '@shared/i18n/index.ts';
import { FolderOpen } from 'lucide-react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Spot } from './spot.tsx';

export function LibrarySection() {
  const { settings } = useStores();
  return (
    <Spot id="folder">
      <div className="settings-prose">
        <p>{t.settings.libraryLead}</p>
        <Button onClick={() => void settings.getState().revealData()}>
          <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
          {t.settings.showFolder}
        </Button>
      </div>
    </Spot>
  );
}
