import { basename, dirname, join } from 'node:path';
import type { ImageRecord } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import type { CameraDataChoice } from '../finish/camera-exif.ts';
import { exportName } from '../library/images/export-name.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Desktop, Imaging, PictureFile } from '../ports.ts';
import { saveFailure } from '../write-failure.ts';
import { convertBeside } from './convert-beside.ts';
import { handedOut } from './handed-out.ts';
import { placeFile } from './place-file.ts';
import { offeredFormats, savedAs } from './save-formats.ts';

export interface ExportService {
  /**
   * Saves a picture where the user chooses: the unchanged bytes, or converted to the format of the chosen
   * extension. Returns the file's name, which always has an extension, or null if the user canceled. Throws
   * `Failure` for formats that can't be written.
   */
  saveAs(imageId: number): Promise<string | null>;
  /** Copies the upright picture to the clipboard. */
  copy(imageId: number): Promise<void>;
  /** Shows the stored file in the system's file manager. */
  reveal(imageId: number): void;
}

interface ExportServiceDeps {
  readonly image: (id: number) => ImageRecord;
  readonly pictureFile: (sha256: string) => PictureFile | null;
  /** The camera data that finished pictures keep. Default: all of it. */
  readonly cameraData?: () => CameraDataChoice;
  /** Returns a path for a temporary file on the library's disk. */
  readonly tempPath: () => string;
  readonly discard: (path: string) => Promise<void>;
  readonly imaging: Pick<Imaging, 'convert'>;
  readonly desktop: Pick<Desktop, 'pickSaveFile' | 'copyPng' | 'reveal'>;
  /** Called with a folder before anything is written to it. */
  readonly entering: (folder: string) => Promise<void>;
}

export function createExportService(deps: ExportServiceDeps): ExportService {
  const fileOf = (id: number) => {
    const image = deps.image(id);
    const file = deps.pictureFile(image.sha256);
    if (!file) throw new Failure('not-found', { reason: 'picture-file-missing' });
    return { image, file };
  };

  return {
    async saveAs(imageId) {
      const { image, file } = fileOf(imageId);
      const target = await deps.desktop.pickSaveFile(exportName(image), offeredFormats(file.mime));
      if (target === null) return null;
      const { name, mime, isAsked } = savedAs(basename(target), file.mime);
      const folder = dirname(target);
      await deps.entering(folder);
      const source =
        mime === null
          ? await handedOut(image, file, join(folder, name), deps.cameraData?.())
          : await convertBeside(deps.imaging, file, mime, join(folder, name));
      // The system dialog asked about replacing a file of the given name only.
      return placeFile(source, folder, name, isAsked ? 'replace' : 'both').catch(async (error: unknown) => {
        throw await saveFailure(error, target);
      });
    },
    reveal: (imageId) => deps.desktop.reveal(fileOf(imageId).file.path),
    async copy(imageId) {
      const { file } = fileOf(imageId);
      const png = deps.tempPath();
      try {
        await deps.imaging.convert(file, 'image/png', png);
        await deps.desktop.copyPng(png);
      } catch (error) {
        throw diskFailure(error);
      } finally {
        await deps.discard(png).catch(() => {});
      }
    },
  };
}
