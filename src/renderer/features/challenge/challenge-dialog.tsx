import type { EditEntry } from '@shared/domain/edit.ts';
import type { Model } from '@shared/domain/model.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle, engineName, modelChoice, modelLabel } from '@shared/i18n/model-text.ts';
import { Coins, KeyRound, TriangleAlert } from 'lucide-react';
import { costText } from '../../format/charge.ts';
import { settingsSectionOf } from '../../format/recovery-actions.ts';
import {
  useCapReached,
  useCatalog,
  useChallenge,
  useKey,
  useOffer,
  useStores,
} from '../../stores/context.tsx';
import { isPresent } from '../../stores/key-entries.ts';
import { faceOf } from '../../stores/made-pictures.ts';
import { thumbOf } from '../../stores/picture-urls.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select.tsx';
import { otherModels } from './challenge-store.ts';
import { limitTexts } from './limit-text.ts';
import { runChallenge } from './run-challenge.ts';
import './challenge.css';

/** Runs an edit on another engine or model, with its cost and limits before the press. */
export function ChallengeDialog() {
  const { challenge } = useStores();
  const entry = useChallenge((state) => state.entry);
  return (
    <Dialog title={t.challenge.title} open={entry !== null} onClose={() => challenge.getState().close()}>
      {entry ? <ChallengeForm entry={entry} /> : null}
    </Dialog>
  );
}

function ChallengeForm({ entry }: { readonly entry: EditEntry }) {
  const stores = useStores();
  const { challenge } = stores;
  const model = useChallenge((state) => state.model);
  const sending = useChallenge((state) => state.sending);
  const problem = useChallenge((state) => state.problem);
  useCatalog();
  const choices = otherModels(entry);
  const words = t.challenge;
  const { request } = entry.edit;
  const face = faceOf(entry);
  return (
    <form
      className="challenge"
      onSubmit={(event) => {
        event.preventDefault();
        void runChallenge(stores);
      }}
    >
      <div className="challenge-edit">
        {face ? <img src={thumbOf(face.sha256, 256)} alt="" draggable={false} /> : null}
        <div>
          <p dir="auto" className="challenge-prompt">
            {editTitle(request)}
          </p>
          <p className="meta">{words.madeWith(engineName(request.engine), modelLabel(request.model))}</p>
        </div>
      </div>
      {model ? (
        <>
          <SelectField
            label={words.with}
            layout="stacked"
            value={keyOf(model)}
            choices={choices.map((one) => ({
              value: keyOf(one),
              label: words.choice(engineName(one.engine), modelChoice(one)),
            }))}
            onChange={(key) => {
              const next = choices.find((one) => keyOf(one) === key);
              if (next) challenge.getState().choose(next);
            }}
          />
          <p className="meta">{words.frozen}</p>
          <Cost model={model} />
          <Limits entry={entry} model={model} />
        </>
      ) : (
        <p>{words.none}</p>
      )}
      {problem ? (
        <p className="challenge-problem" role="alert">
          {errorMessage(problem)}
        </p>
      ) : null}
      <footer className="challenge-footer">
        <Button onClick={() => challenge.getState().close()}>{t.common.cancel}</Button>
        {model ? (
          <Button variant="primary" type="submit" aria-disabled={sending} data-first-focus>
            {words.run(engineName(model.engine))}
          </Button>
        ) : null}
      </footer>
    </form>
  );
}

/** What the run costs, and what would prevent it. */
function Cost({ model }: { readonly model: Model }) {
  const { settings } = useStores();
  const { engine } = model;
  const hasKey = useKey((state) => isPresent(state, engine));
  const offer = useOffer(model);
  const cap = useCapReached();
  const cost = costText(engine);
  if (!hasKey)
    return (
      <div className="challenge-cost">
        <KeyRound size={14} aria-hidden />
        <p>{t.edit.paid.noKey(engineName(engine))}</p>
        <Button small onClick={() => void settings.getState().openWindow(settingsSectionOf(engine))}>
          {t.common.openSettings}
        </Button>
      </div>
    );
  if (cost === null)
    return (
      <div className="challenge-cost">
        <Coins size={14} aria-hidden />
        <p>{t.challenge.free}</p>
      </div>
    );
  const facts = [
    cost,
    offer && offer.credits !== null ? `${t.offer.credits(offer.credits)}.` : null,
    cap === null ? null : t.edit.paid.capReached(cap),
  ];
  return (
    <div className="challenge-cost">
      <Coins size={14} aria-hidden />
      <p>{facts.filter((fact) => fact !== null).join(' ')}</p>
    </div>
  );
}

/** What the other model can't do. */
function Limits({ entry, model }: { readonly entry: EditEntry; readonly model: Model }) {
  const texts = limitTexts(entry, model);
  if (texts.length === 0) return null;
  return (
    <div className="challenge-limits">
      <TriangleAlert size={14} aria-hidden />
      <ul>
        {texts.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function keyOf({ engine, id }: Model): string {
  return `${engine} ${id}`;
}
