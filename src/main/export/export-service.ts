import { basename, dirname, extname } from 'node:path';
import { EXPORT_MIMES } from '@shared/domain/export.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { exportName } from '../library/export-name.ts';
import type { Desktop, Imaging, PictureFile } from '../ports.ts';
import { placeFile } from './place-file.ts';

export interface ExportService {
  /**
   * Saves a picture where the user says: its bytes, untouched, or turned into the format that the name they gave ends in. The
   * file's name, or null when they changed their mind.
   */
  saveAs(imageId: number): Promise<string | null>;
  /** Puts the upright picture on the clipboard. */
  copy(imageId: number): Promise<void>;
  /** Shows the stored file in the system's file manager. */
  reveal(imageId: number): void;
}

interface Needs {
  readonly image: (id: number) => ImageRecord;
  readonly pictureFile: (sha256: string) => PictureFile | null;
  /** A path for a temporary file, on the library's disk. */
  readonly tempPath: () => string;
  readonly discard: (path: string) => Promise<void>;
  readonly imaging: Pick<Imaging, 'convert'>;
  readonly desktop: Pick<Desktop, 'pickSaveFile' | 'copyPng' | 'reveal'>;
}

export function createExportService(needs: Needs): ExportService {
  const fileOf = (id: number) => {
    const image = needs.image(id);
    const file = needs.pictureFile(image.sha256);
    if (!file) throw new Failure('not-found', t.errors.library.fileMissing(image.name));
    return { image, file };
  };

  async function place(path: string, target: string): Promise<void> {
    // The system's dialog has asked whether a file that is there may go.
    await placeFile({ path }, dirname(target), basename(target), 'replace').catch((error: unknown) => {
      const full = error instanceof Failure && error.code === 'disk-full';
      throw full ? new Failure('disk-full', t.errors.files.diskFullNothingSaved) : error;
    });
  }

  return {
    async saveAs(imageId) {
      const { image, file } = fileOf(imageId);
      const target = await needs.desktop.pickSaveFile(exportName(image));
      if (target === null) return null;
      const mime = mimeOf(target);
      if (mime === null || mime === file.mime) {
        await place(file.path, target);
        return basename(target);
      }
      const turned = needs.tempPath();
      try {
        await needs.imaging.convert(file, mime, turned);
        await place(turned, target);
      } finally {
        await needs.discard(turned);
      }
      return basename(target);
    },
    reveal: (imageId) => needs.desktop.reveal(fileOf(imageId).file.path),
    async copy(imageId) {
      const { file } = fileOf(imageId);
      const png = needs.tempPath();
      try {
        await needs.imaging.convert(file, 'image/png', png);
        await needs.desktop.copyPng(png);
      } finally {
        await needs.discard(png);
      }
    },
  };
}

/** The format that a file name asks for; null when it asks for none that can be made. */
function mimeOf(path: string): (typeof EXPORT_MIMES)[keyof typeof EXPORT_MIMES] | null {
  const extension = extname(path).slice(1).toLowerCase();
  const format = extension === 'jpg' ? 'jpeg' : extension;
  return Object.entries(EXPORT_MIMES).find(([name]) => name === format)?.[1] ?? null;
}
