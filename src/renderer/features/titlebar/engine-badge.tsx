import { t } from '@shared/words/index.ts';
import { useEdit } from '../../stores/context.tsx';
import { Badge } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

/** Which engine the next edit goes to. */
export function EngineBadge() {
  const engine = useEdit((state) => state.engine);
  const { name, what } = t.shell.engines[engine];
  return (
    <Tooltip content={t.shell.engine(name, what)}>
      <Badge className="engine-badge">
        <span className={`engine-dot engine-dot-${engine === 'practice' ? 'free' : 'paid'}`} aria-hidden />
        {name}
        <span className="visually-hidden">: {what}</span>
      </Badge>
    </Tooltip>
  );
}
