#!/usr/bin/python3
"""A program that owns a name on a bus and sends signals, as a screen saver or the login manager does.

Arguments: the bus's address, the name. It prints `ready`, and a line after each signal. Each line of its input is one:
  path interface member [0 or 1]   a signal, with a boolean or without
  hint 0 or 1                      notes whether the session /org/freedesktop/login1/session/own is locked, and says so
  whisper destination …            a signal to one connection alone
"""

import os
import sys

import dbus
import dbus.bus
import dbus.lowlevel
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

OWN = '/org/freedesktop/login1/session/own'
SESSION = 'org.freedesktop.login1.Session'
MANAGER = 'org.freedesktop.login1.Manager'


class Manager(dbus.service.Object):
    @dbus.service.method(MANAGER, in_signature='s', out_signature='o')
    def GetSession(self, name):
        if name != 'own':
            raise dbus.DBusException('no such session', name='org.freedesktop.login1.NoSuchSession')
        return OWN

    @dbus.service.method(MANAGER, in_signature='ssss', out_signature='h')
    def Inhibit(self, what, who, why, mode):
        return dbus.types.UnixFd(os.open(os.devnull, os.O_RDONLY))

    @dbus.service.method(MANAGER, in_signature='u', out_signature='o')
    def GetSessionByPID(self, pid):
        raise dbus.DBusException('no session', name='org.freedesktop.login1.NoSessionForPID')


class Session(dbus.service.Object):
    hint = False

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        return self.hint

    @dbus.service.signal(dbus.PROPERTIES_IFACE, signature='sa{sv}as')
    def PropertiesChanged(self, interface, changed, invalidated):
        pass


def on_line(*_):
    words = sys.stdin.readline().split()
    if not words:
        loop.quit()
        return False
    if words[0] == 'hint':
        session.hint = words[1] == '1'
        session.PropertiesChanged(SESSION, {'LockedHint': session.hint}, [])
    else:
        destination = words[1] if words[0] == 'whisper' else None
        path, interface, member, *value = words[2:] if destination else words
        signal = dbus.lowlevel.SignalMessage(path, interface, member)
        if destination:
            signal.set_destination(destination)
        for one in value:
            signal.append(one == '1', signature='b')
        bus.send_message(signal)
    bus.flush()
    print('sent', flush=True)
    return True


DBusGMainLoop(set_as_default=True)
address, name = sys.argv[1:]
bus = dbus.bus.BusConnection(address)
bus.request_name(name)
manager, session = Manager(bus, '/org/freedesktop/login1'), Session(bus, OWN)
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, on_line)
print('ready', flush=True)
loop.run()
