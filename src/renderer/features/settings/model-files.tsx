import type { ModelRefusal } from '@shared/domain/model-file.ts';
import { t } from '@shared/i18n/index.ts';
import { useStore } from 'zustand';
import { useStores } from '../../stores/context.tsx';
import { useRefreshedEngines } from '../../stores/use-refreshed-engines.ts';

/** The user's model files that are not used, each with the line and the reason. */
export function ModelFiles() {
  const { engines } = useStores();
  const refused = useStore(engines, (state) => state.refused);
  useRefreshedEngines(null);
  const words = t.settings.models;
  return (
    <>
      <h2 className="settings-heading">{words.title}</h2>
      <p className="meta">{words.lead}</p>
      {refused.length > 0 ? (
        <ul className="settings-refused">
          {refused.map((one) => (
            <li key={one.file} dir="auto">
              {lineText(one)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function lineText({ file, line, reason, field }: ModelRefusal): string {
  const words = t.settings.models;
  const place = line === null ? file : words.place(file, line);
  return words.refused(place, words.reasons[reason](field));
}
