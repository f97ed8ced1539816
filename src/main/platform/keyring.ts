import { safeStorage } from 'electron';
import type { Keyring } from '../ports.ts';

/**
 * The operating system's keyring through safeStorage. Uses the async calls if available, which don't block
 * the main thread while the keyring asks for a password.
 */
export function createKeyring(): Keyring {
  return {
    async isSecure() {
      const available =
        'isAsyncEncryptionAvailable' in safeStorage
          ? await safeStorage.isAsyncEncryptionAvailable()
          : legacy().isEncryptionAvailable();
      // `basic_text` encrypts with a publicly known password.
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
 * On Linux without a keyring, safeStorage refuses to work unless this is set. In that case, only data the
 * user chose to store anyway gets here. With a keyring it has no effect.
 */
function allowPlainText(): void {
  if (process.platform === 'linux') safeStorage.setUsePlainTextEncryption(true);
}

/** Electron before 40 has only the synchronous calls. */
function legacy(): Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> {
  return safeStorage;
}
