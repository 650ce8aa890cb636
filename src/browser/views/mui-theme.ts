import { createTheme } from '@mui/material/styles'
import type {} from '@mui/material/themeCssVarsAugmentation'

const LIGHT = {
  primary: { main: '#4b45c6', contrastText: '#ffffff' },
  background: { default: '#fafafb', paper: '#ffffff' },
  text: { primary: '#17181c', secondary: '#5b5f6b' },
  divider: '#e1e2e7',
  success: { main: '#1a7a36' },
  warning: { main: '#8a5600' },
  error: { main: '#b42318' },
  info: { main: '#1c5fb0' },
}

const DARK = {
  primary: { main: '#aba7ff', contrastText: '#15132f' },
  background: { default: '#101114', paper: '#17181d' },
  text: { primary: '#e8e9ed', secondary: '#9ba0ad' },
  divider: '#2a2c34',
  success: { main: '#57c178' },
  warning: { main: '#dfa53c' },
  error: { main: '#ff8a80' },
  info: { main: '#79b4f5' },
}

/** Light and dark at once, as CSS variables with the same names and values as in `base.css`; a test holds them equal. */
export const muiTheme = createTheme({
  cssVariables: { cssVarPrefix: 'fl', colorSchemeSelector: 'data-color-scheme' },
  colorSchemes: { light: { palette: LIGHT }, dark: { palette: DARK } },
  shape: { borderRadius: 6 },
  typography: {
    fontFamily: 'system-ui, sans-serif',
    fontSize: 13,
    body1: { fontSize: '0.8125rem' },
    button: {
      textTransform: 'none',
      fontSize: '0.8125rem',
      fontWeight: 550,
      letterSpacing: 0,
      lineHeight: 1.25,
    },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
  },
})
