// Types of the used parts of untyped libraries.

declare module '*.wasm?url' {
  const address: string;

  export { address as default };
}

declare module 'libheif-js/libheif-wasm/libheif.js' {
  /** A handle to an object in the library's memory. */
  type Handle = { readonly __handle: never };
  interface HeifError {
    readonly code: unknown;
    readonly message?: string;
  }
  interface DecodedImage {
    readonly code?: unknown;
    readonly image: Handle;
    readonly channels: readonly {
      readonly id: unknown;
      readonly width: number;
      readonly height: number;
      readonly stride: number;
      readonly data: Uint8Array;
    }[];
  }
  interface Libheif {
    readonly heif_error_code: { readonly heif_error_Ok: unknown };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: unknown };
    readonly heif_channel: { readonly heif_channel_interleaved: unknown };
    heif_context_alloc(): Handle;
    heif_context_free(context: Handle): void;
    heif_context_read_from_memory(context: Handle, bytes: Uint8Array): HeifError;
    heif_js_context_get_list_of_top_level_image_IDs(context: Handle): readonly number[] | HeifError;
    heif_js_context_get_primary_image_handle(context: Handle): Handle & Partial<HeifError>;
    heif_image_handle_get_width(image: Handle): number;
    heif_image_handle_get_height(image: Handle): number;
    heif_image_handle_release(image: Handle): void;
    heif_js_decode_image2(
      image: Handle,
      colors: unknown,
      chroma: unknown,
    ): Promise<DecodedImage> | DecodedImage;
    heif_image_release(image: Handle): void;
  }

  export type { Libheif };

  function libheif(options: { wasmBinary: ArrayBuffer }): Libheif;

  export { libheif as default };
}

declare module 'lcms-wasm' {
  export interface Lcms {
    cmsOpenProfileFromMem(bytes: Uint8Array, length: number): number;
    cmsCloseProfile(profile: number): void;
    cmsCreate_sRGBProfile(): number;
    cmsGetColorSpaceASCII(profile: number): string;
    cmsCreateTransform(
      from: number,
      fromFormat: number,
      to: number,
      toFormat: number,
      intent: number,
      flags: number,
    ): number;
    cmsDeleteTransform(transform: number): void;
    cmsDoTransform(
      transform: number,
      samples: Uint8Array | Uint16Array,
      pixels: number,
    ): Uint8Array<ArrayBuffer>;
  }
  export const TYPE_GRAY_8: number;
  export const TYPE_GRAY_16: number;
  export const TYPE_RGB_8: number;
  export const TYPE_RGB_16: number;
  export const TYPE_CMYK_8: number;
  export const TYPE_CMYK_16: number;
  export function instantiate(options: { locateFile: (name: string) => string }): Promise<Lcms>;
}
