/** The models, and each of their settings: its label, and what it does. */
export const model = {
  models: {
    'flux-2-dev': 'FLUX.2 dev',
    'practice-filters': 'Built-in filters',
  },
  strength: {
    label: 'Strength',
    help: 'How strongly the edit is applied. Lower stays closer to the source.',
    practice: 'How much of the filtered picture is mixed over the source.',
  },
  steps: {
    label: 'Steps',
    help: 'Denoising steps. More steps take longer and may add detail.',
    practice: 'How many refining passes the filter makes. More passes go further.',
  },
  guidance: {
    label: 'Guidance',
    help: 'How closely the model is asked to follow the prompt.',
    practice: 'How far the filter is pushed. 0 is barely visible, 10 is extreme.',
  },
  aspectRatio: {
    label: 'Aspect ratio',
    help: 'Shape of the result.',
    practice: 'Shape of the result, cropped from the middle of the source.',
    sameAsSource: 'Same as source',
  },
  megapixels: {
    label: 'Megapixels',
    help: 'Size of the result. 0.25 MP is about 512 × 512.',
    one: '1 MP',
    quarter: '0.25 MP',
  },
  format: { label: 'Format', help: 'File format of the result. PNG is lossless and larger.' },
  quality: { label: 'Quality', help: 'Compression quality of the result. It has no effect on PNG.' },
  goFast: {
    label: 'Go fast',
    help: 'Faster, but not repeatable: the model’s host says that the same seed may give another picture.',
    practice: 'Filters at half the size. In practice it is repeatable; with FLUX it is not.',
  },
  disableSafetyChecker: {
    label: 'Disable safety checker',
    help: 'Asks the service not to filter results. The service may filter all the same.',
    practice: 'The built-in filters check nothing.',
    noEffect: 'No effect in practice: the built-in filters check nothing.',
  },
};
