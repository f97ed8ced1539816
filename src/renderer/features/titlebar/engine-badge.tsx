import { engineInfo, isPaid } from '@shared/domain/engine-catalog.ts';
import { engineLabel, engineName, localText } from '@shared/i18n/model-text.ts';
import { useEdit } from '../../stores/context.tsx';
import { Badge } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

/** The engine of the next edit. */
export function EngineBadge() {
  const engine = useEdit((state) => state.engine);
  const info = engineInfo(engine);
  return (
    <Tooltip content={engineLabel(engine)}>
      <Badge className="engine-badge">
        <span className={`engine-dot engine-dot-${isPaid(engine) ? 'paid' : 'free'}`} aria-hidden />
        {engineName(engine)}
        {info ? <span className="visually-hidden">: {localText(info.about)}</span> : null}
      </Badge>
    </Tooltip>
  );
}
