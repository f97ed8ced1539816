import { t } from '@shared/i18n/index.ts';
import { useHealth, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { sumOf } from './health-store.ts';

/** Shows what a repair would do, and asks for confirmation. */
export function HealthRepair() {
  const { health: store } = useStores();
  const confirming = useHealth((state) => state.confirming);
  const report = useHealth((state) => state.report);
  const words = t.settings.health;
  const close = () => store.getState().setConfirming(false);
  return (
    <Dialog title={words.repairTitle} open={confirming && report !== null} onClose={close}>
      {report ? (
        <div className="backup-preview">
          <p>{words.repairLead(sumOf(report.repairable))}</p>
          {report.repairable.missing + report.repairable.damaged > 0 ? <p>{words.repairFetch}</p> : null}
          {report.repairable.orphan > 0 ? <p>{words.repairAside}</p> : null}
          {['leftover', 'duplicate', 'thumbnail', 'dangling'].some(
            (kind) => report.repairable[kind as keyof typeof report.repairable] > 0,
          ) ? (
            <p>{words.repairRemove}</p>
          ) : null}
          <div className="key-actions">
            <Button variant="primary" data-first-focus onClick={() => void store.getState().repair()}>
              {words.repairNow}
            </Button>
            <Button onClick={close}>{t.common.cancel}</Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
