import type { KeyObject } from 'node:crypto';
import type { UpdateInstall } from '@shared/domain/update.ts';
import type { Explanation } from '@shared/errors.ts';
import { Failure } from '@shared/errors.ts';
import type { Installation } from './installation.ts';
import {
  compareVersions,
  isSignedFile,
  type ReleaseFile,
  type ReleaseList,
  readList,
  UnusableList,
} from './release-list.ts';

/** Refuses an update. The reason's sentence says what to do. */
export function refuse(why: Explanation): Failure {
  return new Failure('update-refused', why);
}

interface Here {
  readonly version: string;
  readonly installation: Installation;
  readonly keys: readonly KeyObject[];
  /** Highest sequence number of the lists accepted before. */
  readonly sequence: number;
  readonly now: number;
}

/** A verified list with the file for this copy. `file` is null if the version is the one that runs. */
export interface ChosenUpdate {
  readonly list: ReleaseList;
  readonly file: ReleaseFile | null;
}

/** The file for each kind of copy. `folder`: the one a user can start without installing it. */
const FILES: Readonly<Record<UpdateInstall, RegExp>> = {
  deb: /\.deb$/,
  rpm: /\.rpm$/,
  appimage: /\.AppImage$/,
  installer: /^(?!.*-portable-).*\.exe$/,
  portable: /-portable-.*\.exe$/,
  mac: /\.dmg$/,
  folder: /(\.AppImage|-portable-.*\.exe)$/,
};

/** Verifies a list's text and finds the file for this copy. Throws a `Failure` if the list is refused. */
export function chooseUpdate(text: string, here: Here): ChosenUpdate {
  const list = verifiedList(text, here.keys);
  if (list.system !== here.installation.system) throw refuse({ reason: 'update-other-system' });
  if (list.expires < here.now)
    throw refuse({ reason: 'update-expired', params: { day: dayOf(list.expires) } });
  if (list.sequence < here.sequence) throw refuse({ reason: 'update-replayed' });
  const order = compareVersions(list.version, here.version);
  if (order < 0)
    throw refuse({ reason: 'update-older', params: { offered: list.version, present: here.version } });
  if (order === 0) return { list, file: null };
  const file = list.files.find(({ url }) => FILES[here.installation.install].test(url));
  if (!file) throw refuse({ reason: 'update-no-file', params: { version: list.version } });
  if (!isSignedFile(list.version, file, here.keys))
    throw refuse({ reason: 'update-other-file', params: { file: file.url } });
  return { list, file };
}

function verifiedList(text: string, keys: readonly KeyObject[]): ReleaseList {
  try {
    return readList(text, keys);
  } catch (error) {
    if (!(error instanceof UnusableList)) throw error;
    throw refuse({ reason: error.why === 'signature' ? 'update-signature' : 'update-no-list' });
  }
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
