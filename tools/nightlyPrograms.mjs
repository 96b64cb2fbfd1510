import { run } from './run.mjs';

// Debian's packages beside which the tests in test/nightly run the app.
const programs = [
  'keepassxc',
  'xdotool',
  'squid',
  'tinyproxy',
  'libglib2.0-bin',
  'dconf-gsettings-backend',
  'libkf5wallet-bin',
  'libqca-qt5-2-plugins',
  'xdg-dbus-proxy',
  'bubblewrap',
  'dunst',
  'xfce4-clipman',
  'parcellite',
  'diodon',
  'qlipper',
  'copyq',
];

/** Installs the programs that few computers have and that `test/nightly` needs, if root runs this; else they must be there. */
export function installPrograms() {
  if (process.getuid?.() !== 0) return;
  run('apt-get', ['install', '--yes', '--quiet', ...programs]);
  // klipper is in it, and a whole desktop among what it recommends.
  run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'plasma-workspace']);
}
