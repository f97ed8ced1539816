import { t } from '@shared/i18n/index.ts';
import { useEffect } from 'react';
import { bytesText } from '../../format/file-info.ts';
import { countText } from '../../format/numbers.ts';
import { whenText } from '../../format/time.ts';
import { useBackups, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { BackupPreview } from './backup-preview.tsx';
import { SecondPlaceSetting } from './second-place.tsx';
import { SettingAnchor } from './setting-anchor.tsx';

/** The library's backups, with actions to make and restore one. */
export function BackupSection() {
  const { backups: store } = useStores();
  const backups = useBackups((state) => state.backups);
  const problem = useBackups((state) => state.problem);
  const busy = useBackups((state) => state.busy);
  const words = t.settings.backups;
  useEffect(() => void store.getState().load(), [store]);
  return (
    <SettingAnchor id="backups">
      <div className="settings-prose">
        <p>{words.lead}</p>
        <Button disabled={busy} onClick={() => void store.getState().backUp()}>
          {words.backUp}
        </Button>
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
      {backups?.length === 0 ? <p className="meta">{words.none}</p> : null}
      {backups && backups.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
        <section className="usage-scroll backup-list" tabIndex={0} aria-label={words.list}>
          <table className="usage-table numerals">
            <thead>
              <tr>
                <th scope="col">{words.columns.time}</th>
                <th scope="col">{words.columns.size}</th>
                <th scope="col">{words.columns.pictures}</th>
                <th scope="col">{words.columns.edits}</th>
                <th scope="col">
                  <span className="visually-hidden">{words.columns.restore}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <tr key={backup.name}>
                  <td>{whenText(backup.at)}</td>
                  <td>{bytesText(backup.bytes)}</td>
                  <td>{backup.content ? countText(backup.content.pictures) : words.unreadable}</td>
                  <td>{backup.content && countText(backup.content.edits)}</td>
                  <td>
                    <Button
                      small
                      disabled={busy || backup.content === null}
                      onClick={() => void store.getState().showPreview(backup)}
                    >
                      {words.restore}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <SecondPlaceSetting />
      <BackupPreview />
    </SettingAnchor>
  );
}
