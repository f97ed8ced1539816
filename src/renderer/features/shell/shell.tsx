import { DEFAULT_SETTINGS } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { useHistoryView, useSettings, useStores, useView } from '../../stores/context.tsx';
import { FIRST_STEPS, type FirstStep } from '../../stores/first-steps-store.ts';
import { CoachMark } from '../onboarding/index.ts';
import { Notices } from './notice.tsx';
import './shell.css';
import { Splitter } from './splitter.tsx';

const SAY: readonly FirstStep[] = ['say'];

interface ShellProps {
  readonly titleBar: ReactNode;
  readonly library: ReactNode;
  readonly canvas: ReactNode;
  readonly history: ReactNode;
  readonly edit: ReactNode;
  readonly queue: ReactNode;
}

/** The frame: panels around the picture, with their saved sizes, or collapsed. */
export function Shell({ titleBar, library, canvas, history, edit, queue }: ShellProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { settings } = useStores();
  const now = useSettings((state) => state.settings);
  const full = useView((state) => state.fillsWindow);
  const hidden = useView((state) => state.panelsHidden) || full;
  const change = settings.getState().save;
  const sizes = {
    '--library-width': `${now.libraryWidth}px`,
    '--edit-width': `${now.editWidth}px`,
    '--history-height': `${now.historyHeight}px`,
  } as CSSProperties;
  const splitter = { frame } as const;
  const large = useHistoryView((state) => state.large) && now.historyOpen && !hidden;
  const editShown = now.editOpen && !hidden;

  return (
    <div ref={frame} className="shell" style={sizes}>
      {full ? null : titleBar}
      <Notices />
      <main className="shell-body">
        {now.libraryOpen && !hidden ? (
          <>
            <div className="shell-library">{library}</div>
            <Splitter
              {...splitter}
              label={t.shell.leftWidth}
              side="left"
              property="--library-width"
              size={now.libraryWidth}
              min={200}
              max={640}
              usual={DEFAULT_SETTINGS.libraryWidth}
              onResize={(libraryWidth) => change({ libraryWidth })}
              onFold={() => change({ libraryOpen: false })}
            />
          </>
        ) : null}
        <div className="shell-middle" data-history={large ? 'large' : undefined}>
          <div className="shell-canvas" inert={large}>
            {canvas}
          </div>
          {full ? null : <CoachMark steps={editShown ? ['drop', 'look'] : FIRST_STEPS} points="up" />}
          {now.historyOpen && !hidden ? (
            <>
              <Splitter
                {...splitter}
                label={t.shell.lowerHeight}
                side="below"
                property="--history-height"
                size={now.historyHeight}
                min={120}
                max={480}
                usual={DEFAULT_SETTINGS.historyHeight}
                onResize={(historyHeight) => change({ historyHeight })}
                onFold={() => change({ historyOpen: false })}
              />
              <div className="shell-history">{history}</div>
            </>
          ) : null}
        </div>
        {editShown ? (
          <>
            <Splitter
              {...splitter}
              label={t.shell.rightWidth}
              side="right"
              property="--edit-width"
              size={now.editWidth}
              min={260}
              max={520}
              usual={DEFAULT_SETTINGS.editWidth}
              onResize={(editWidth) => change({ editWidth })}
              onFold={() => change({ editOpen: false })}
            />
            <div className="shell-edit">
              <CoachMark steps={SAY} points="down" />
              {edit}
              {queue}
            </div>
          </>
        ) : null}
      </main>
    </div>
  );
}
