// The least an Electron app can do: one window with an empty page, which says that it is ready.
const { app, BrowserWindow } = require('electron');

app.setPath('userData', process.env.RESEED_USER_DATA);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  window.loadURL('data:text/html,<html data-app-state="ready"><title>empty</title></html>');
});
app.on('window-all-closed', () => app.quit());
