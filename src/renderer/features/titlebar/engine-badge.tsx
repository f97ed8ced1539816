import { t } from '@shared/i18n/index.ts';
import { engineLabel } from '../../format/engine-name.ts';
import { useEdit } from '../../stores/context.tsx';
import { Badge } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

/** The engine of the next edit. */
export function EngineBadge() {
  const engine = useEdit((state) => state.engine);
  const { name, what } = t.common.engines[engine];
  return (
    <Tooltip content={engineLabel(engine)}>
      <Badge className="engine-badge">
        <span className={`engine-dot engine-dot-${engine === 'practice' ? 'free' : 'paid'}`} aria-hidden />
        {name}
        <span className="visually-hidden">: {what}</span>
      </Badge>
    </Tooltip>
  );
}
