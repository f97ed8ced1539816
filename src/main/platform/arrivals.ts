import type { AppLink } from '@shared/domain/app-link.ts';
import { parseAppLink } from '@shared/domain/read-app-link.ts';
import { app } from 'electron';
import type { Launch } from '../launch-files.ts';

/** Files and links that the system opens with the app, from the command line or by an event. */
export interface Arrivals {
  /** From now on `files` and `link` receive them, beginning with those that have arrived. */
  follow(files: (paths: readonly string[]) => void, link: (link: AppLink) => void): void;
}

/** Called before the app is ready: macOS sends the file it was started with during the start. */
export function collectArrivals(launch: Launch): Arrivals {
  const files = [...launch.files];
  let link = launch.link;
  let takeFiles = (paths: readonly string[]): void => {
    files.push(...paths);
  };
  let takeLink = (arrived: AppLink) => {
    link = arrived;
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    takeFiles([path]);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const arrived = parseAppLink(url);
    if (arrived) takeLink(arrived);
  });
  return {
    follow(nextFiles, nextLink) {
      takeFiles = nextFiles;
      takeLink = nextLink;
      nextFiles(files);
      if (link) nextLink(link);
    },
  };
}
