import styled from '@emotion/styled'
import { color } from './theme.ts'

/** A `<dialog>` in front of the page, once {@link showModal} has opened it. */
export const Modal = styled('dialog')({
  width: 'min(440px, calc(100vw - 32px))',
  maxHeight: 'calc(100dvh - 32px)',
  padding: 24,
  border: `1px solid ${color.line}`,
  borderRadius: 12,
  background: color.surface,
  color: color.ink,
  boxShadow: '0 16px 48px rgb(0 0 0 / 0.18)',
  overflow: 'auto',
  overflowWrap: 'anywhere',
  '&[open]': { display: 'grid', gap: 16 },
  '&::backdrop': {
    background: `color-mix(in srgb, ${color.canvas} 55%, transparent)`,
    backdropFilter: 'blur(2px)',
  },
})
export const ModalTitle = styled('h2')({ fontSize: '1.125rem', fontWeight: 600, lineHeight: 1.3 })
