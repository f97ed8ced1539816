export { CollectPicker } from './collect-picker.tsx';
export { CollectionsSection } from './collections-section.tsx';
export { TagEditor } from './tag-editor.tsx';
export { TagsSection } from './tags-section.tsx';
