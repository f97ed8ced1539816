import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { whenText } from '../../format/time.ts';
import { useBackups, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';

const PARTS = 256;

/** The copy of the library in another folder, and its state. */
export function SecondPlaceSetting() {
  const { backups: store } = useStores();
  const place = useBackups((state) => state.place);
  const busy = useBackups((state) => state.busy);
  const words = t.settings.backups.place;
  if (!place) return null;
  const isCopying = place.done !== null;
  return (
    <>
      <h2 className="settings-heading">{words.title}</h2>
      <p className="settings-lead">{words.lead}</p>
      <div className="settings-prose">
        {place.folder !== null ? (
          <p className="meta" dir="auto">
            {place.folder}
          </p>
        ) : null}
        {place.done !== null ? (
          <>
            <Progress label={words.copying} value={place.done} max={PARTS} />
            <p className="meta">{words.copying}</p>
          </>
        ) : null}
        {place.folder !== null && !isCopying && place.at !== null ? (
          <p className="meta">{words.copied(whenText(place.at))}</p>
        ) : null}
        {place.damaged > 0 ? <p role="alert">{words.damaged(place.damaged)}</p> : null}
        {place.problem !== null ? <p role="alert">{errorMessage({ code: place.problem })}</p> : null}
        <div className="key-actions">
          <Button disabled={busy} onClick={() => void store.getState().pickPlace()}>
            {place.folder === null ? words.choose : words.chooseOther}
          </Button>
          {place.folder !== null ? (
            <>
              <Button disabled={busy || isCopying} onClick={() => void store.getState().copyNow()}>
                {words.copyNow}
              </Button>
              <Button disabled={busy} onClick={() => void store.getState().clearPlace()}>
                {words.stop}
              </Button>
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}
