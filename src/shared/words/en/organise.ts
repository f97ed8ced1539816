export const organise = {};
