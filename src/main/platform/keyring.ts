import { safeStorage } from 'electron';
import type { Keyring } from '../ports.ts';

/**
 * The operating system's keyring through safeStorage; its async calls where this Electron has them (they do not block
 * the main thread while the keyring asks for a password).
 */
export function createKeyring(): Keyring {
  return {
    async isSecure() {
      const available =
        'isAsyncEncryptionAvailable' in safeStorage
          ? await safeStorage.isAsyncEncryptionAvailable()
          : legacy().isEncryptionAvailable();
      // `basic_text` hides a text with a password that everybody knows.
      return (
        available &&
        (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')
      );
    },
    async seal(text) {
      allowPlainText();
      return 'encryptStringAsync' in safeStorage
        ? safeStorage.encryptStringAsync(text)
        : legacy().encryptString(text);
    },
    async open(sealed) {
      allowPlainText();
      if ('decryptStringAsync' in safeStorage) return (await safeStorage.decryptStringAsync(sealed)).result;
      return legacy().decryptString(sealed);
    },
  };
}

/**
 * On Linux without a keyring safeStorage refuses to work at all unless this is said. Nothing gets here then that the
 * user has not had stored anyway; where there is a keyring it changes nothing.
 */
function allowPlainText(): void {
  if (process.platform === 'linux') safeStorage.setUsePlainTextEncryption(true);
}

/** Electron before 40 has the synchronous calls only. */
function legacy(): Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> {
  return safeStorage;
}
