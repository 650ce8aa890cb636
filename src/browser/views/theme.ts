/** Colours by what they mean here. Each is a CSS variable of `base.css` that follows the scheme. */
export const color = {
  ink: 'var(--fl-palette-text-primary)',
  inkQuiet: 'var(--fl-palette-text-secondary)',
  canvas: 'var(--fl-palette-background-default)',
  surface: 'var(--fl-palette-background-paper)',
  line: 'var(--fl-palette-divider)',
  hover: 'var(--fl-palette-action-hover)',
  accent: 'var(--fl-palette-primary-main)',
  onAccent: 'var(--fl-palette-primary-contrastText)',
  good: 'var(--fl-palette-success-main)',
  warning: 'var(--fl-palette-warning-main)',
  bad: 'var(--fl-palette-error-main)',
  busy: 'var(--fl-palette-info-main)',
} as const

/** Here columns become cards. */
export const NARROW = '@media (width <= 640px)'
export const WIDE = '@media (width > 640px)'

export const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, monospace"
