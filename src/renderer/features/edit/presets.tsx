import { assertNever } from '@shared/assert-never.ts';
import { t } from '@shared/i18n/index.ts';
import { Bookmark } from 'lucide-react';
import { usePresets, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { PresetForm } from './preset-form.tsx';
import { PresetList } from './preset-list.tsx';
import { PresetName } from './preset-name.tsx';
import { PresetRefusals } from './preset-refusals.tsx';
import type { PresetView } from './preset-store.ts';
import { useFocusAfter } from './use-focus-after.ts';
import './presets.css';

/** The presets, behind a button at the top of the panel. */
export function Presets() {
  const { presets } = useStores();
  const view = usePresets((state) => state.view);
  const focus = useFocusAfter();
  const { open: opened, close } = presets.getState();
  return (
    <Popover
      label={t.edit.presets.title}
      open={view !== null}
      onOpenChange={(open) => {
        focus.onTurned(open);
        if (open) opened();
        else close();
      }}
      onGone={focus.onGone}
      align="end"
      className="presets"
      trigger={
        <Button ref={focus.trigger} small variant="ghost">
          <Bookmark size={14} strokeWidth={1.75} aria-hidden />
          {t.edit.presets.title}
        </Button>
      }
    >
      {view ? <Body view={view} /> : null}
    </Popover>
  );
}

function Body({ view }: { readonly view: PresetView }) {
  switch (view.kind) {
    case 'list':
      return <PresetList />;
    case 'save':
      return <PresetForm source={view.source} />;
    case 'rename':
      return <PresetName preset={view.preset} />;
    case 'refused':
      return <PresetRefusals taken={view.taken} />;
    default:
      return assertNever(view);
  }
}
