import type { EngineId } from '@shared/domain/model.ts';
import { useEdit } from '../../stores/context.tsx';
import { Badge } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

const WORDS: Readonly<Record<EngineId, { readonly name: string; readonly what: string }>> = {
  practice: { name: 'Practice', what: 'built-in filters, not FLUX' },
  '1min.ai': { name: '1min.ai', what: 'FLUX.2 dev, a paid service' },
};

/** Which engine the next edit goes to. */
export function EngineBadge() {
  const engine = useEdit((state) => state.engine);
  const { name, what } = WORDS[engine];
  return (
    <Tooltip content={`${name}: ${what}`}>
      <Badge className="engine-badge">
        <span className={`engine-dot engine-dot-${engine === 'practice' ? 'free' : 'paid'}`} aria-hidden />
        {name}
        <span className="visually-hidden">: {what}</span>
      </Badge>
    </Tooltip>
  );
}
