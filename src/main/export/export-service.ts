import { copyFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImageRecord } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import { exportName } from '../library/export-name.ts';
import type { Desktop, Imaging, PictureFile } from '../ports.ts';

export interface ExportService {
  /** Saves a picture's bytes, untouched, where the user says; the file's name, or null when they changed their mind. */
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
  readonly imaging: Imaging;
  readonly desktop: Desktop;
}

export function createExportService(needs: Needs): ExportService {
  const fileOf = (id: number) => {
    const image = needs.image(id);
    const file = needs.pictureFile(image.sha256);
    if (!file) throw new Failure('not-found', `The file of ${image.name} is missing from the library.`);
    return { image, file };
  };
  return {
    async saveAs(imageId) {
      const { image, file } = fileOf(imageId);
      const target = await needs.desktop.pickSaveFile(exportName(image));
      if (target === null) return null;
      await copyFile(file.path, target).catch((error: NodeJS.ErrnoException) => {
        throw new Failure(
          error.code === 'ENOSPC' ? 'disk-full' : 'file-unreadable',
          error.code === 'ENOSPC'
            ? 'The disk is full. Nothing was saved.'
            : `${basename(target)} could not be written there. Pick another folder.`,
        );
      });
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
        await rm(png, { force: true });
      }
    },
  };
}
