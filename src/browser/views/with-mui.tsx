import GlobalStyles from '@mui/material/GlobalStyles'
import ThemeProvider from '@mui/system/ThemeProvider'
import type { ReactNode } from 'react'
import { muiTheme } from './mui-theme.ts'

const VARIABLES = muiTheme.generateStyleSheets()

/**
 * MUI's theme for what is drawn inside, in the chunks that use MUI's components. MUI's own ThemeProvider would also
 * keep the colour scheme; ours is a store of a few lines, known before the first paint.
 */
export function WithMui({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider theme={muiTheme}>
      <GlobalStyles styles={VARIABLES} />
      {children}
    </ThemeProvider>
  )
}
