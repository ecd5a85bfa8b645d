import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent: the water of a harbour on a grey day. */
const tide: MantineColorsTuple = [
  '#e9f6f6',
  '#d3ebec',
  '#a7d7d9',
  '#78c2c6',
  '#4eb0b6',
  '#2e9aa1',
  '#187c84',
  '#12676e',
  '#0e5359',
  '#093d42',
];

const slate: MantineColorsTuple = [
  '#d6dde2',
  '#b9c4cb',
  '#93a1aa',
  '#6b7a84',
  '#3b4852',
  '#2d3841',
  '#212a32',
  '#171e25',
  '#11171d',
  '#0b1015',
];

const stone: MantineColorsTuple = [
  '#f7f9fa',
  '#eff3f5',
  '#e3e9ec',
  '#d3dbe0',
  '#bcc7cd',
  '#9aa8b0',
  '#70808a',
  '#566570',
  '#37444d',
  '#1d262d',
];

/** Dark enough for white letters on it. */
const flag: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#e5484d',
  '#c92a2a',
  '#b42318',
  '#981b12',
  '#651515',
];

export const theme = createTheme({
  colors: { tide, dark: slate, gray: stone, red: flag },
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 6 },
  black: '#1d262d',
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show what is typed' } } },
    Loader: { defaultProps: { type: 'dots' } },
    // What would take the focus at first is no item of a menu, as everything in one has to be.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } },
  },
});
