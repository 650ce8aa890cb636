/** Takes the focus along to what has just come in place of what had it. Without effect before the dialog is open. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}
