import { MaskColor, MaskLook } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { Eye } from 'lucide-react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { Popover } from '../../ui/popover.tsx';
import { SelectField, type SelectOption } from '../../ui/select.tsx';
import { SliderOption } from '../../ui/slider-option.tsx';

const looks = (): readonly SelectOption<MaskLook>[] =>
  MaskLook.options.map((value) => ({ value, label: t.mask.look[value] }));
const colors = (): readonly SelectOption<MaskColor>[] =>
  MaskColor.options.map((value) => ({ value, label: t.mask.colors[value] }));

/** Display options of the mask. Rarely changed, so behind a button. */
export function LookOptions() {
  const { settings } = useStores();
  const look = useSettings((state) => state.settings.maskLook);
  const color = useSettings((state) => state.settings.maskColor);
  const opacity = useSettings((state) => state.settings.maskOpacity);
  const set = settings.getState().save;
  return (
    <Popover
      label={t.mask.view}
      side="top"
      trigger={
        <button type="button" className="icon-button icon-button-small">
          <Eye size={14} strokeWidth={1.75} aria-hidden />
          <span className="visually-hidden">{t.mask.view}</span>
        </button>
      }
    >
      <div className="edit-fields mask-looks">
        <SelectField
          label={t.mask.view}
          value={look}
          choices={looks()}
          onChange={(maskLook) => set({ maskLook })}
        />
        {look === 'mask' ? null : (
          <>
            <SelectField
              label={t.mask.color}
              value={color}
              choices={colors()}
              onChange={(maskColor) => set({ maskColor })}
            />
            <SliderOption
              label={t.mask.opacity}
              value={opacity}
              min={0.1}
              max={1}
              step={0.05}
              text={t.mask.percent(opacity)}
              onChange={(maskOpacity) => set({ maskOpacity })}
            />
          </>
        )}
      </div>
    </Popover>
  );
}
