import { DamageKind } from '@shared/domain/health.ts';
import { locale, t } from '@shared/i18n/index.ts';
import { useHealth, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';
import { HealthRepair } from './health-repair.tsx';
import { sumOf } from './health-store.ts';
import { SettingAnchor } from './setting-anchor.tsx';

/** The library check: problems of files and rows, and their repair. */
export function HealthSection() {
  const { health: store } = useStores();
  const report = useHealth((state) => state.report);
  const progress = useHealth((state) => state.progress);
  const words = t.settings.health;
  return (
    <SettingAnchor id="health">
      <div className="settings-prose">
        <p>{words.lead}</p>
        <Button disabled={progress !== null} onClick={() => void store.getState().check()}>
          {words.check}
        </Button>
      </div>
      {progress ? <Progress value={progress.done} max={progress.total} label={words.checking} /> : null}
      {report && progress === null ? <Report /> : null}
      <HealthRepair />
    </SettingAnchor>
  );
}

function Report() {
  const { health: store } = useStores();
  const report = useHealth((state) => state.report);
  const words = t.settings.health;
  if (!report) return null;
  const { found, repairable, pictures } = report;
  if (sumOf(found) === 0)
    return (
      <p className="health-report" role="status" data-health="sound">
        {words.sound(pictures)}
      </p>
    );
  return (
    <div className="settings-prose health-report" data-health="damaged">
      <p role="status">{words.found(pictures)}</p>
      <table className="usage-table numerals" aria-label={words.list}>
        <thead>
          <tr>
            <th scope="col" className="is-text">
              {words.columns.problem}
            </th>
            <th scope="col">{words.columns.found}</th>
            <th scope="col">{words.columns.repairable}</th>
          </tr>
        </thead>
        <tbody>
          {DamageKind.options
            .filter((kind) => found[kind] > 0)
            .map((kind) => (
              <tr key={kind} data-damage={kind}>
                <td className="is-text">{words.kinds[kind]}</td>
                <td>{found[kind].toLocaleString(locale)}</td>
                <td>{repairable[kind].toLocaleString(locale)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {found.missing + found.damaged > repairable.missing + repairable.damaged ? <p>{words.lost}</p> : null}
      {sumOf(repairable) > 0 ? (
        <Button variant="primary" onClick={() => store.getState().setConfirming(true)}>
          {words.repair}
        </Button>
      ) : null}
    </div>
  );
}
