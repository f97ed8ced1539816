import { t } from '@shared/i18n/index.ts';
import { Menu as MenuIcon, PanelBottom, PanelLeft, PanelRight, Settings2 } from 'lucide-react';
import { useKeysOf, useSettings, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { BlockedRunsBadge } from './blocked-runs-badge.tsx';
import { EngineBadge } from './engine-badge.tsx';
import { SearchBox } from './search-box.tsx';
import './titlebar.css';

/** The title bar. It also moves the window, so everything except controls is draggable. */
export function TitleBar() {
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const platform = useSettings((state) => state.platform);
  const change = settings.getState().save;
  const keys = {
    library: useKeysOf('toggle-library'),
    history: useKeysOf('toggle-history'),
    edit: useKeysOf('toggle-edit'),
    settings: useKeysOf('open-settings'),
  };
  return (
    <header className="titlebar" data-platform={platform}>
      <h1 className="visually-hidden">Reseed</h1>
      <div className="titlebar-side">
        {platform === 'darwin' ? null : (
          <IconButton
            icon={MenuIcon}
            label={t.shell.menu}
            onClick={(event) => {
              const { left, bottom } = event.currentTarget.getBoundingClientRect();
              void settings.getState().openMenu({ x: Math.round(left), y: Math.round(bottom) });
            }}
          />
        )}
        <IconButton
          icon={PanelLeft}
          label={now.libraryOpen ? t.shell.hideLibrary : t.shell.showLibrary}
          keys={keys.library}
          aria-expanded={now.libraryOpen}
          onClick={() => change({ libraryOpen: !now.libraryOpen })}
        />
      </div>
      <SearchBox />
      <div className="titlebar-side titlebar-end">
        <BlockedRunsBadge />
        <EngineBadge />
        <IconButton
          icon={PanelBottom}
          label={now.historyOpen ? t.shell.hideHistory : t.shell.showHistory}
          keys={keys.history}
          aria-expanded={now.historyOpen}
          onClick={() => change({ historyOpen: !now.historyOpen })}
        />
        <IconButton
          icon={PanelRight}
          label={now.editOpen ? t.shell.hideRight : t.shell.showRight}
          keys={keys.edit}
          aria-expanded={now.editOpen}
          onClick={() => change({ editOpen: !now.editOpen })}
        />
        <IconButton
          icon={Settings2}
          label={t.shell.settings}
          keys={keys.settings}
          onClick={() => void settings.getState().openWindow()}
        />
      </div>
    </header>
  );
}
