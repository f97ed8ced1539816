import type { Model } from '@shared/domain/model.ts';
import clipdropBackground from './clipdrop-background.json' with { type: 'json' };
import flux2Dev from './flux-2-dev.json' with { type: 'json' };
import flux2Flex from './flux-2-flex.json' with { type: 'json' };
import flux2Pro from './flux-2-pro.json' with { type: 'json' };
import fluxKontextDev from './flux-kontext-dev.json' with { type: 'json' };
import fluxKontextMax from './flux-kontext-max.json' with { type: 'json' };
import fluxKontextPro from './flux-kontext-pro.json' with { type: 'json' };
import gemini25FlashImagePreview from './gemini-2.5-flash-image-preview.json' with { type: 'json' };
import gemini31FlashImagePreview from './gemini-3.1-flash-image-preview.json' with { type: 'json' };
import gemini3ProImagePreview from './gemini-3-pro-image-preview.json' with { type: 'json' };
import gptImage1 from './gpt-image-1.json' with { type: 'json' };
import gptImage1Background from './gpt-image-1-background.json' with { type: 'json' };
import gptImage1Mask from './gpt-image-1-mask.json' with { type: 'json' };
import gptImage1Mini from './gpt-image-1-mini.json' with { type: 'json' };
import gptImage1MiniBackground from './gpt-image-1-mini-background.json' with { type: 'json' };
import gptImage1MiniMask from './gpt-image-1-mini-mask.json' with { type: 'json' };
import gptImage2 from './gpt-image-2.json' with { type: 'json' };
import gptImage2Background from './gpt-image-2-background.json' with { type: 'json' };
import gptImage2Mask from './gpt-image-2-mask.json' with { type: 'json' };
import ideogram3Upscale from './ideogram-3-upscale.json' with { type: 'json' };
import qwenImageEditPlus from './qwen-image-edit-plus.json' with { type: 'json' };
import recraftBackground from './recraft-background.json' with { type: 'json' };
import recraftRemoveObject from './recraft-remove-object.json' with { type: 'json' };
import stableDiffusionXl from './stable-diffusion-xl.json' with { type: 'json' };
import stableImageMask from './stable-image-mask.json' with { type: 'json' };
import stableImageRemoveBackground from './stable-image-remove-background.json' with { type: 'json' };
import stableImageRemoveObject from './stable-image-remove-object.json' with { type: 'json' };
import stableImageUpscale from './stable-image-upscale.json' with { type: 'json' };

/**
 * FLUX.2 dev comes first: it is the default. Not parsed here, because every start would wait for it. A test does it.
 */
export const ONEMIN_MODELS = [
  flux2Dev,
  flux2Pro,
  flux2Flex,
  fluxKontextPro,
  fluxKontextMax,
  fluxKontextDev,
  gptImage1,
  gptImage1Mini,
  gptImage2,
  gemini3ProImagePreview,
  gemini31FlashImagePreview,
  gemini25FlashImagePreview,
  qwenImageEditPlus,
  stableDiffusionXl,
  gptImage1Background,
  gptImage1MiniBackground,
  gptImage2Background,
  clipdropBackground,
  recraftBackground,
  gptImage1Mask,
  gptImage1MiniMask,
  gptImage2Mask,
  stableImageMask,
  stableImageRemoveObject,
  recraftRemoveObject,
  stableImageRemoveBackground,
  stableImageUpscale,
  ideogram3Upscale,
] as unknown as readonly Model[];
