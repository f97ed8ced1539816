import { t } from '@shared/i18n/index.ts';
import { useStores, useView } from '../../stores/context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyList } from './key-list.tsx';

/** All shortcuts in a dialog. The same list is in Settings. */
export function ShortcutsDialog() {
  const { view } = useStores();
  const open = useView((state) => state.shortcutsOpen);
  return (
    <Dialog title={t.commands.shortcuts} open={open} onClose={() => view.getState().setShortcutsOpen(false)}>
      {/* Remounted each time, so that the search starts empty. */}
      {open ? <KeyList searchFirst /> : null}
    </Dialog>
  );
}
