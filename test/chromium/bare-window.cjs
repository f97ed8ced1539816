const { app, BrowserWindow } = require('electron');

// An empty window with the content size of the screenshots, for Playwright to steer.
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, frame: false });
  void window.loadURL('about:blank');
});
app.on('window-all-closed', () => app.quit());
