const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bridge', { nothing: () => ipcRenderer.invoke('nothing') });
