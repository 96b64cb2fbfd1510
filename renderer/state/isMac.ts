/** Whether this is macOS, where the Command key does what Control does elsewhere. */
export const isMac = navigator.platform.startsWith('Mac');
