import { canvas } from './canvas.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { edit } from './edit.ts';
import { errors } from './errors.ts';
import { finish } from './finish.ts';
import { grid } from './grid.ts';
import { history } from './history.ts';
import { library } from './library.ts';
import { mask } from './mask.ts';
import { menu } from './menu.ts';
import { model } from './model.ts';
import { organise } from './organise.ts';
import { queue } from './queue.ts';
import { rescue } from './rescue.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { transfer } from './transfer.ts';

/** English: the catalogue that says which words there are. */
export const en = {
  commands,
  canvas,
  common,
  edit,
  errors,
  finish,
  grid,
  history,
  library,
  mask,
  menu,
  model,
  organise,
  queue,
  rescue,
  runs,
  settings,
  shell,
  transfer,
};
