import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UpdateInstall } from '@shared/domain/update.ts';
import { isInside } from '../files/is-inside.ts';
import type { ReleaseSystem } from './release-list.ts';

/** This copy of the app on the disk. */
export interface Installation {
  readonly install: UpdateInstall;
  /** Null if there are no releases for this system. */
  readonly system: ReleaseSystem | null;
  /** The AppImage to replace, or null. */
  readonly appImage: string | null;
}

interface Given {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The running executable. */
  readonly execPath: string;
  readonly exists?: (path: string) => boolean;
}

/** Determines how this copy was installed. */
export function installationOf(given: Given): Installation {
  const appImage = given.platform === 'linux' ? appImageOf(given) : null;
  return { install: installOf(given, appImage), system: systemOf(given), appImage };
}

function installOf({ platform, env, execPath, exists = existsSync }: Given, appImage: string | null) {
  if (appImage !== null) return 'appimage';
  switch (platform) {
    case 'linux':
      if (!isInside('/usr/lib/reseed', execPath)) return 'folder';
      return exists('/var/lib/dpkg/info/reseed.list') ? 'deb' : 'rpm';
    case 'darwin':
      return 'mac';
    case 'win32':
      // Set by the portable executable, which unpacks the app to a temporary folder.
      if (env.PORTABLE_EXECUTABLE_FILE) return 'portable';
      return exists(join(dirname(execPath), 'Uninstall Reseed.exe')) ? 'installer' : 'folder';
    default:
      return 'folder';
  }
}

/**
 * The AppImage this process runs from, by the variables of its runtime. Any program started by an AppImage
 * inherits them, so the executable must be in its mounted folder.
 */
function appImageOf({ env: { APPIMAGE, APPDIR }, execPath, exists = existsSync }: Given): string | null {
  if (!APPIMAGE || !APPDIR || !isInside(APPDIR, execPath) || !exists(APPIMAGE)) return null;
  return APPIMAGE;
}

function systemOf({ platform, arch }: Given): ReleaseSystem | null {
  if (platform === 'linux') return arch === 'x64' || arch === 'arm64' ? `linux-${arch}` : null;
  return platform === 'win32' || platform === 'darwin' ? platform : null;
}
