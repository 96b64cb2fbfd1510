// What a page's process can do once an attacker runs in it: speak to main past the preload's door.
const { ipcRenderer } = require('electron');

Object.assign(globalThis, { door: ipcRenderer });
