import { t } from '@shared/words/index.ts';
import { useEdit } from '../../stores/context.tsx';
import { Badge } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { engineLabel } from '../../words/engine-words.ts';

/** Which engine the next edit goes to. */
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
