import type { PresetImport } from '@shared/domain/preset-file.ts';
import { explain } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { useRef } from 'react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { useFocusOnMount } from './use-focus-on-mount.ts';

/** What was not imported from a file, by preset and field. */
export function PresetRefusals({ taken }: { readonly taken: PresetImport }) {
  const { presets } = useStores();
  const { file, count, refused, refusedCount } = taken;
  const words = t.edit.presets;
  const done = useRef<HTMLButtonElement>(null);
  useFocusOnMount(done);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the window's own keys mean nothing in here
    <div className="preset-form" onKeyDown={(event) => event.stopPropagation()}>
      <p>{count === 0 ? words.noneImported(file) : words.importedFrom(count, file)}</p>
      <h3 className="preset-label">{words.notTaken}</h3>
      <ul className="preset-refusals">
        {refused.map(({ preset, place, field, takenWithout, ...why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index} className="selectable">
            {takenWithout
              ? words.refusedWithout(preset ?? words.file.numbered(place), field, explain(why))
              : words.refusal(preset ?? words.file.numbered(place), field, explain(why))}
          </li>
        ))}
        {refusedCount > refused.length ? (
          <li className="meta">{words.moreRefused(refusedCount - refused.length)}</li>
        ) : null}
      </ul>
      <footer className="presets-footer">
        <Button ref={done} small variant="primary" onClick={() => presets.getState().showList()}>
          {t.common.done}
        </Button>
      </footer>
    </div>
  );
}
