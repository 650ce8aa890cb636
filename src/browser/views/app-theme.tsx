import ThemeProvider from '@mui/system/ThemeProvider'
import GlobalStyles from '@mui/material/GlobalStyles'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

const VARIABLES = theme.generateStyleSheets()

/**
 * The theme for all that is drawn inside. MUI's own ThemeProvider would also keep the colour scheme; ours is a store
 * of a few lines, known before the first paint, and the first page is lighter for it.
 */
export function AppTheme({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider theme={theme}>
      <GlobalStyles styles={VARIABLES} />
      {children}
    </ThemeProvider>
  )
}
