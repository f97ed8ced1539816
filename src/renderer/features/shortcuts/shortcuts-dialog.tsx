import { useStores, useView } from '../../stores/context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { KEYMAP, type Shortcut } from './keymap.ts';
import './shortcuts.css';

const GROUPS: readonly Shortcut['group'][] = ['Edit', 'Look', 'Library', 'Window'];

export function ShortcutsDialog() {
  const { view } = useStores();
  const open = useView((state) => state.shortcutsOpen);
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={() => view.getState().shortcutsChanged(false)}>
      <div className="shortcuts">
        {GROUPS.map((group) => (
          <section key={group} aria-label={`Keys: ${group}`}>
            <h3 className="shortcuts-group">{group}</h3>
            <dl className="shortcuts-list">
              {KEYMAP.filter((shortcut) => shortcut.group === group && !shortcut.alias).map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>{shortcut.words}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
