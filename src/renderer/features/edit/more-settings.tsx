import type { Model } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { useEdit, useSettings, useStores } from '../../stores/context.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ParamControl } from './param-control.tsx';

/** The less important parameters, collapsed by default. */
export function MoreSettings({ model }: { readonly model: Model }) {
  const { settings } = useStores();
  const open = useSettings((state) => state.settings.moreSettingsOpen);
  const folded = model.params.filter((spec) => !spec.prominent);
  const changed = useEdit((state) => folded.filter((spec) => state.values[spec.key] !== spec.default).length);
  return (
    <Disclosure
      label={t.edit.settings.more}
      hint={changed > 0 ? t.edit.settings.changed(changed) : null}
      open={open}
      onToggle={(moreSettingsOpen) => settings.getState().save({ moreSettingsOpen })}
    >
      <div className="edit-fields">
        {folded.map((spec) => (
          <ParamControl key={spec.key} spec={spec} />
        ))}
      </div>
    </Disclosure>
  );
}
