import type { Model } from '@shared/domain/model.ts';
import { ChevronRight } from 'lucide-react';
import { useEdit, useSettings, useStores } from '../../stores/context.tsx';
import { ParamControl } from './param-control.tsx';

/** Every parameter that is not always in sight, folded away until it is asked for. */
export function MoreSettings({ model }: { readonly model: Model }) {
  const { settings } = useStores();
  const open = useSettings((state) => state.settings.moreSettingsOpen);
  const folded = model.params.filter((spec) => !spec.prominent);
  const changed = useEdit((state) => folded.filter((spec) => state.values[spec.key] !== spec.default).length);
  return (
    <div className="more">
      <button
        type="button"
        className="more-toggle"
        aria-expanded={open}
        onClick={() => settings.getState().changed({ moreSettingsOpen: !open })}
      >
        <ChevronRight size={14} aria-hidden className="more-chevron" />
        More settings
        {changed > 0 ? <span className="meta">{changed} changed</span> : null}
      </button>
      {open ? (
        <div className="edit-fields">
          {folded.map((spec) => (
            <ParamControl key={spec.key} spec={spec} engine={model.engine} />
          ))}
        </div>
      ) : null}
    </div>
  );
}
