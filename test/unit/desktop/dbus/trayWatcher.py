#!/usr/bin/python3
"""A watcher of tray icons without a host at first, as a desktop has it that is still starting.

Its argument is the bus's address. It prints `ready`, and a line after each line of its input: `host` or `no host`, as it is from then on.
"""

import sys

import dbus
import dbus.bus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

WATCHER = 'org.kde.StatusNotifierWatcher'


class Watcher(dbus.service.Object):
    has_host = False

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        assert (interface, name) == (WATCHER, 'IsStatusNotifierHostRegistered')
        return self.has_host

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostUnregistered(self):
        pass


DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
name = dbus.service.BusName(WATCHER, bus)
watcher = Watcher(bus, '/StatusNotifierWatcher')


def read(source, condition):
    line = sys.stdin.readline().strip()
    if not line:
        return False
    watcher.has_host = line == 'host'
    (watcher.StatusNotifierHostRegistered if watcher.has_host else watcher.StatusNotifierHostUnregistered)()
    print(line, flush=True)
    return True


GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
print('ready', flush=True)
GLib.MainLoop().run()
