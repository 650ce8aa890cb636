import styled from '@emotion/styled'
import { Link } from 'wouter'
import { color } from './theme.ts'

/**
 * The buttons of the app, on MUI's theme rather than on MUI's Button: that one alone would be a thirtieth of all that
 * the first page loads.
 */
const look = {
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  minHeight: 32,
  padding: '0 12px',
  border: '1px solid transparent',
  borderRadius: 6,
  background: 'none',
  color: 'inherit',
  fontWeight: 500,
  lineHeight: 1.25,
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '&:hover': { background: color.hover },
  '&[data-small]': { minHeight: 26, padding: '0 9px' },
  '&[data-look="outlined"]': { borderColor: color.line, background: color.surface },
  '&[data-look="outlined"]:hover': {
    background: `linear-gradient(${color.hover}, ${color.hover}), ${color.surface}`,
  },
  '&[data-look="primary"]': { fontWeight: 600, background: color.accent, color: color.onAccent },
  '&[data-look="primary"]:hover': { background: `color-mix(in srgb, ${color.accent} 88%, ${color.ink})` },
  '&:disabled, &[aria-disabled="true"]': { opacity: 0.6, cursor: 'default' },
  '@media (forced-colors: active)': { borderColor: 'ButtonBorder' },
} as const

export interface ButtonLook {
  readonly 'data-look'?: 'primary' | 'outlined'
  readonly 'data-small'?: true
}

export const Button = styled('button')<ButtonLook>(look)

/** Looks like a button and is a link: it goes to a page of ours, in a new tab where one asks for that. */
export const LinkButton = styled(Link)<ButtonLook & { replace?: boolean }>(look)

export const TextLink = styled(Link)({
  color: color.accent,
  textDecoration: 'none',
  borderRadius: 3,
  '&:hover': { textDecoration: 'underline' },
})

/** In a sentence a link shows as one without its colour. */
export const InlineLink = styled(TextLink)({ textDecoration: 'underline', textUnderlineOffset: 2 })
