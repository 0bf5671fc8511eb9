import { Button, Checkbox, createTheme, Input, Modal, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#EDF1FB', '#DCE4F6', '#C7D2EE', '#9FB0DC', '#7A90CB', '#4C63A8', '#2F4B9A', '#243B7C', '#1D3066', '#16254F',
];

const font = 'var(--font)';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 6,
  colors: { indigo },
  black: '#1C1E22',
  fontFamily: font,
  headings: { fontFamily: font, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '10px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'default' } }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: 3 } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, lockScroll: false, transitionProps: { duration: 0 } } }),
  },
});

/* The library's own dimmed, placeholder and error colours miss WCAG AA on white; these pass. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-anchor': 'var(--accent)',
  },
  light: {
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-anchor': 'var(--accent)',
  },
  dark: {},
});

/* Set by the server in <meta name="csp-nonce"> where the content security policy asks for one. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
