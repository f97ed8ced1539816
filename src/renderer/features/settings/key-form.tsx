import { isGivenAtStart } from '@shared/domain/api-key.ts';
import { engineInfo } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { CircleAlert, CircleCheck, CircleDashed, KeyRound, TriangleAlert } from 'lucide-react';
import { type RefObject, useId, useRef } from 'react';
import { useKey, useSettings, useStores } from '../../stores/context.tsx';
import { keyOf } from '../../stores/key-entries.ts';
import { Button } from '../../ui/button.tsx';
import { Badge } from '../../ui/status.tsx';
import { ExposedNote } from './exposed-note.tsx';

interface EngineProps {
  readonly engine: EngineId;
}

/** Entering, testing and removing the key. The key stays in its field only while it may be needed again. */
export function KeyForm({ engine }: EngineProps) {
  const { key } = useStores();
  const status = useKey((state) => keyOf(state, engine).status);
  const busy = useKey((state) => keyOf(state, engine).busy);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const address = useSettings((state) => state.settings.engineOptions[engine]?.address ?? '');
  const enter = async (storeAnyway: boolean) => {
    const kept = await key.getState().save(engine, field.current?.value ?? '', storeAnyway);
    if (!kept) return field.current?.focus();
    // Without a keyring, one more press stores it anyway.
    if (field.current && keyOf(key.getState(), engine).status.kept !== 'session') field.current.value = '';
  };
  return (
    <div className="key-form">
      <KeyState engine={engine} />
      {isGivenAtStart(status) ? null : (
        <form
          className="key-entry"
          onSubmit={(event) => {
            event.preventDefault();
            void enter(false);
          }}
        >
          <ExposedNote address={address} />
          <label htmlFor={id}>{status.present ? t.settings.anotherKey : keyLabel(engine)}</label>
          <div className="key-entry-line">
            <input
              ref={field}
              id={id}
              type="password"
              className="input mono"
              autoComplete="off"
              spellCheck={false}
              maxLength={2_000}
            />
            <Button type="submit" aria-disabled={busy !== null}>
              {t.settings.saveAndTest}
            </Button>
          </div>
        </form>
      )}
      <Outcome engine={engine} />
      {status.kept === 'session' ? (
        <NoKeyring engine={engine} field={field} onStore={() => void enter(true)} />
      ) : null}
      {status.present ? (
        <div className="key-actions">
          <Button aria-disabled={busy !== null} onClick={() => void key.getState().test(engine)}>
            {t.settings.testKey}
          </Button>
          {isGivenAtStart(status) ? null : (
            <Button
              variant="ghost"
              aria-disabled={busy !== null}
              onClick={() => {
                if (field.current) field.current.value = '';
                void key.getState().remove(engine);
              }}
            >
              {t.settings.removeKey}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

function keyLabel(engine: EngineId): string {
  return isOptional(engine) ? t.settings.optionalKey : t.settings.yourKey;
}

function isOptional(engine: EngineId): boolean {
  return engineInfo(engine)?.key === 'optional';
}

function KeyState({ engine }: EngineProps) {
  const status = useKey((state) => keyOf(state, engine).status);
  return (
    <div className="key-state">
      {status.present ? (
        <Badge tone={status.kept === 'file' ? 'warn' : 'good'}>
          {status.kept === 'file' ? (
            <TriangleAlert size={12} aria-hidden />
          ) : (
            <KeyRound size={12} aria-hidden />
          )}
          <span>
            {t.settings.keyInUse}
            {status.lastFour ? (
              <>
                {t.settings.endsIn}
                <span className="mono">{status.lastFour}</span>
              </>
            ) : null}
          </span>
        </Badge>
      ) : (
        <Badge>
          <CircleDashed size={12} aria-hidden />
          {t.settings.noKey}
        </Badge>
      )}
      <p className="meta">
        {status.kept === 'nowhere' && isOptional(engine)
          ? t.settings.optionalKeyHint
          : t.settings.kept[status.kept]}
      </p>
    </div>
  );
}

/** Outcome of the last test or change. */
function Outcome({ engine }: EngineProps) {
  const busy = useKey((state) => keyOf(state, engine).busy);
  const outcome = useKey((state) => keyOf(state, engine).outcome);
  const Glyph = outcome?.good ? CircleCheck : CircleAlert;
  return (
    <div role="status" className="key-outcome" data-good={outcome?.good}>
      {busy === 'testing' ? t.settings.testing : null}
      {outcome ? (
        <>
          <Glyph size={14} aria-hidden />
          <span>{outcome.message}</span>
        </>
      ) : null}
    </div>
  );
}

interface NoKeyringProps extends EngineProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onStore: () => void;
}

/** Only without a keyring: offers to store the key where others could read it. */
function NoKeyring({ engine, field, onStore }: NoKeyringProps) {
  const { key } = useStores();
  return (
    <div className="key-warning">
      <p>{t.settings.noKeyring}</p>
      <Button
        small
        onClick={() => {
          if (field.current?.value) onStore();
          else {
            field.current?.focus();
            key.getState().setMessage(engine, t.settings.pasteOnceMore);
          }
        }}
      >
        {t.settings.storeAnyway}
      </Button>
    </div>
  );
}
