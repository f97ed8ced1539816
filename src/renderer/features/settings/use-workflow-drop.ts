import type { EngineInfo } from '@shared/domain/engine.ts';
import { type DragEvent, useState } from 'react';
import { useStores } from '../../stores/context.tsx';

/** Takes a workflow file that is dropped on the section of an engine, if the engine has a workflow. */
export function useWorkflowDrop({ id, options }: EngineInfo) {
  const { workflows } = useStores();
  const [isOver, setOver] = useState(false);
  const accepts = options.some(({ kind }) => kind === 'workflow');
  const hasFile = ({ dataTransfer }: DragEvent) => accepts && dataTransfer.types.includes('Files');
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!hasFile(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave(event: DragEvent) {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
      },
      onDrop(event: DragEvent) {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) void workflows.getState().drop(id, file);
      },
    },
  };
}
