import { localStorageColorSchemeManager } from '@mantine/core';

/** Where the choice between light and dark is kept; public/scheme.js reads it before anything is painted. */
export const schemeManager = localStorageColorSchemeManager({ key: 'berth-color-scheme' });
