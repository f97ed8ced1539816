import type { Trouble } from '@shared/domain/trouble.ts';
import { t } from '@shared/i18n/index.ts';
import { startNoticeText } from '@shared/i18n/start-notice-text.ts';
import { Info, TriangleAlert, X } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { whenText } from '../../format/time.ts';
import { useSettings, useStores, useTroubles } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';

/** Start notices and current problems. */
export function Notices() {
  const troubles = useTroubles(
    useShallow(({ troubles, closed }) => troubles.filter(isNotice).filter(({ kind }) => !closed.has(kind))),
  );
  return (
    <>
      <Notice />
      {troubles.map((trouble) => (
        <TroubleBar key={trouble.kind} trouble={trouble} />
      ))}
    </>
  );
}

/** Progress is shown beside that of imports. */
type NoticeTrouble = Exclude<Trouble, { readonly kind: 'adding-strays' }>;

const isNotice = (trouble: Trouble): trouble is NoticeTrouble => trouble.kind !== 'adding-strays';

function TroubleBar({ trouble }: { readonly trouble: NoticeTrouble }) {
  const { troubles, settings, place } = useStores();
  const taking = useTroubles((state) => state.taking);
  const urgent = trouble.kind === 'library-gone' || trouble.kind === 'disk-full';
  return (
    <div className="notice" role={urgent ? 'alert' : 'status'}>
      {urgent ? <TriangleAlert size={14} aria-hidden /> : <Info size={14} aria-hidden />}
      <p dir="auto">{troubleWords(trouble)}</p>
      {trouble.kind === 'strays' ? (
        <>
          <Button small disabled={taking} onClick={() => void troubles.getState().takeStrays()}>
            {t.rescue.takeStrays}
          </Button>
          <Button
            small
            variant="ghost"
            disabled={taking}
            onClick={() => void troubles.getState().leaveStrays()}
          >
            {t.rescue.leaveStrays}
          </Button>
        </>
      ) : (
        <>
          {trouble.kind === 'pictures-damaged' ? (
            <Button small onClick={() => settings.getState().openWindow('health', 'health')}>
              {t.settings.health.check}
            </Button>
          ) : null}
          {trouble.kind === 'move-stopped' ? (
            <Button
              small
              onClick={() => {
                void place.getState().resume();
                // It shows the progress.
                void settings.getState().openWindow('library');
              }}
            >
              {t.settings.move.resume}
            </Button>
          ) : null}
          <IconButton
            icon={X}
            small
            label={t.common.dismiss}
            onClick={() => troubles.getState().close(trouble.kind)}
          />
        </>
      )}
    </div>
  );
}

function troubleWords(trouble: NoticeTrouble): string {
  const words = t.rescue.troubles;
  switch (trouble.kind) {
    case 'strays':
      return words.strays(trouble.count);
    case 'restored':
      return words.restored(whenText(trouble.at));
    case 'move-stopped':
      return words['move-stopped'](trouble.to);
    case 'pictures-damaged':
      return words['pictures-damaged'](trouble.count);
    case 'disk-slow':
      return words['disk-slow'](trouble.seconds);
    case 'rebuilt':
      return trouble.refused === 0
        ? words.rebuilt(trouble.taken)
        : `${words.rebuilt(trouble.taken)} ${words.refused(trouble.refused)}`;
    default:
      return words[trouble.kind];
  }
}

/** Main's start notice. */
function Notice() {
  const { settings } = useStores();
  const notices = useSettings((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <div className="notice" role="status">
      <Info size={14} aria-hidden />
      <p>{notices.map(startNoticeText).join(' ')}</p>
      <IconButton
        icon={X}
        small
        label={t.common.dismiss}
        onClick={() => settings.getState().dismissNotice()}
      />
    </div>
  );
}
