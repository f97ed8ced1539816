import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the first steps as done in a data folder. A folder with settings is unchanged. */
export function settleData(userData: string): void {
  const settings = join(userData, 'settings.json');
  if (existsSync(settings)) return;
  mkdirSync(userData, { recursive: true });
  writeFileSync(settings, `${JSON.stringify({ onboardingDone: true })}\n`);
}
