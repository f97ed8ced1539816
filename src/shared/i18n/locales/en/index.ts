import { blame } from './blame.ts';
import { canvas } from './canvas.ts';
import { challenge } from './challenge.ts';
import { changes } from './changes.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { edit } from './edit.ts';
import { errors } from './errors.ts';
import { filters } from './filters.ts';
import { finish } from './finish.ts';
import { grid } from './grid.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { labels } from './labels.ts';
import { library } from './library.ts';
import { mask } from './mask.ts';
import { menu } from './menu.ts';
import { merge } from './merge.ts';
import { model } from './model.ts';
import { offer } from './offer.ts';
import { queue } from './queue.ts';
import { references } from './references.ts';
import { rescue } from './rescue.ts';
import { runs } from './runs.ts';
import { search } from './search.ts';
import { selection } from './selection.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { transfer } from './transfer.ts';
import { trash } from './trash.ts';
import { watch } from './watch.ts';
import { workflow } from './workflow.ts';

/** English, which defines the messages of the catalog. */
export const en = {
  commands,
  blame,
  challenge,
  canvas,
  common,
  edit,
  errors,
  finish,
  grid,
  help,
  history,
  library,
  mask,
  menu,
  merge,
  model,
  offer,
  filters,
  search,
  labels,
  selection,
  trash,
  changes,
  queue,
  references,
  rescue,
  runs,
  settings,
  shell,
  transfer,
  watch,
  workflow,
};
