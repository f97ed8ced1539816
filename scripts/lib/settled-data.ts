import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes a data folder that of somebody who knows the app: the first steps are done. A folder with settings stays as it is. */
export function settleData(userData: string): void {
  const settings = join(userData, 'settings.json');
  if (existsSync(settings)) return;
  mkdirSync(userData, { recursive: true });
  writeFileSync(settings, `${JSON.stringify({ onboardingDone: true })}\n`);
}
