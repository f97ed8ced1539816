/** The models and their settings: labels and descriptions. */
export const model = {
  strength: {
    label: 'Strength',
    help: 'How strongly the edit is applied. Lower values stay closer to the source.',
    practice: 'How strongly the filter is blended over the source.',
  },
  steps: {
    label: 'Steps',
    help: 'Number of denoising steps. More steps take longer and may add detail.',
    practice: 'Number of filter passes. More passes give a stronger effect.',
  },
  guidance: {
    label: 'Guidance',
    help: 'How closely the model follows the prompt.',
    practice: 'Filter intensity. 0 is barely visible, 10 is extreme.',
  },
  aspectRatio: {
    label: 'Aspect ratio',
    help: 'Aspect ratio of the result.',
    practice: 'Aspect ratio of the result, cropped from the center of the source.',
    sameAsSource: 'Same as source',
  },
  megapixels: {
    label: 'Megapixels',
    help: 'Size of the result. 0.25 MP is about 512 × 512.',
    one: '1 MP',
    quarter: '0.25 MP',
  },
  format: { label: 'Format', help: 'File format of the result. PNG is lossless, but files are larger.' },
  quality: { label: 'Quality', help: 'Compression quality of the result. No effect on PNG.' },
  goFast: {
    label: 'Go fast',
    help: 'Faster, but not reproducible: the provider says the same seed may give a different result.',
    practice: 'Filters at half resolution. Reproducible with Practice, but not with FLUX.',
  },
  disableSafetyChecker: {
    label: 'Disable safety checker',
    help: 'Asks 1min.ai not to filter results. It may still do so.',
    practice: 'The built-in filters have no safety checker.',
    noEffect: 'No effect with Practice: the built-in filters have no safety checker.',
  },
};
