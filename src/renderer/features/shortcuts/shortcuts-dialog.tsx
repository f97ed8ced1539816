import { ACTION_IDS, ACTIONS, ActionGroup } from '@shared/domain/actions.ts';
import { keysOf } from '@shared/domain/keys.ts';
import { t } from '@shared/words/index.ts';
import { useSettings, useStores, useView } from '../../stores/context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import './shortcuts.css';

export function ShortcutsDialog() {
  const { view } = useStores();
  const open = useView((state) => state.shortcutsOpen);
  const chosen = useSettings((state) => state.settings.keys);
  return (
    <Dialog title={t.actions.shortcuts} open={open} onClose={() => view.getState().shortcutsChanged(false)}>
      <div className="shortcuts">
        {ActionGroup.options.map((group) => (
          <section key={group} aria-label={t.shell.keysOfGroup(t.shell.groups[group])}>
            <h3 className="shortcuts-group">{t.shell.groups[group]}</h3>
            <dl className="shortcuts-list">
              {ACTION_IDS.filter((action) => ACTIONS[action].group === group).map((action) => {
                const [keys] = keysOf(action, chosen);
                return keys === undefined ? null : (
                  <div key={action}>
                    <dt>{t.actions[action]}</dt>
                    <dd>
                      <Kbd keys={keys} />
                    </dd>
                  </div>
                );
              })}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
