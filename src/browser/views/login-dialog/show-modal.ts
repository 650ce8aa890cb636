/**
 * Opens a dialog that has just been put into the page, with the focus on its main button. The platform then keeps the
 * rest of the page still and closes on Escape; React removes it.
 */
export function showModal(dialog: HTMLDialogElement | null): void {
  if (!dialog || dialog.open) return
  dialog.showModal()
  dialog.querySelector<HTMLElement>('[data-focus-first]')?.focus()
}

/** Takes the focus along to what has just come in place of what had it. Without effect before the dialog is open. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}
