declare module 'unzipper' {
  export interface ZipEntry {
    readonly path: string;
    readonly externalFileAttributes: number;
    buffer(): Promise<Buffer>;
  }
  export const Open: {
    file(path: string): Promise<{ readonly files: readonly ZipEntry[] }>;
  };
}
