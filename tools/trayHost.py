#!/usr/bin/python3
"""The panel of the virtual desktop: it takes tray icons and notifications like a real one, and tells tests what it got.

It owns org.kde.StatusNotifierWatcher and org.freedesktop.Notifications on the session bus. It prints `ready` once the
keyring is on the bus too, because the keyring cannot report that itself. Its one argument is the path of a Unix socket,
on which it answers requests: each connection brings one JSON object and gets one JSON object back.
  {"ask": "items"}                          the tray icons with their menus
  {"ask": "click", "item": …, "entry": …}   clicks an entry of a menu, as a person would
  {"ask": "activate", "item": …}          clicks an icon itself
  {"ask": "notifications"}                  every notification since the start
  {"ask": "open", "id": …}                  clicks a notification
  {"ask": "announce", "capabilities": …}    what the notification server says of itself from now on
"""

import json
import socketserver
import sys
import threading

import dbus
import dbus.mainloop
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop, threads_init
from gi.repository import GLib

WATCHER = 'org.kde.StatusNotifierWatcher'
ITEM = 'org.kde.StatusNotifierItem'
NOTIFICATIONS = 'org.freedesktop.Notifications'
KEYRING = 'org.freedesktop.secrets'
MENU = 'com.canonical.dbusmenu'
CLOSED_BY_USER, CLOSED_BY_CALL = 2, 3
PATIENCE = 5  # seconds to wait for one answer of the app


class Watcher(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, '/StatusNotifierWatcher')
        self.bus = bus
        self.items = {}  # bus name and object path as one text -> (bus name, object path)

    @dbus.service.method(WATCHER, in_signature='s', sender_keyword='sender')
    def RegisterStatusNotifierItem(self, service, sender=None):
        # By the specification `service` is a bus name; some apps send their object's path instead.
        name, path = (sender, str(service)) if service.startswith('/') else (str(service), '/StatusNotifierItem')
        key = name + path
        self.items[key] = (name, path)
        self.bus.watch_name_owner(name, lambda owner: owner or self.forget(key))
        self.StatusNotifierItemRegistered(key)

    def forget(self, key):
        if self.items.pop(key, None):
            self.StatusNotifierItemUnregistered(key)

    @dbus.service.method(WATCHER, in_signature='s')
    def RegisterStatusNotifierHost(self, service):
        self.StatusNotifierHostRegistered()

    @dbus.service.signal(WATCHER, signature='s')
    def StatusNotifierItemRegistered(self, service):
        pass

    @dbus.service.signal(WATCHER, signature='s')
    def StatusNotifierItemUnregistered(self, service):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature='ss', out_signature='v')
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature='s', out_signature='a{sv}')
    def GetAll(self, interface):
        return {
            'RegisteredStatusNotifierItems': dbus.Array(self.items, signature='s'),
            'IsStatusNotifierHostRegistered': True,
            'ProtocolVersion': dbus.Int32(0),
        }


class Notifications(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, '/org/freedesktop/Notifications')
        self.kept = []
        self.capabilities = ['actions', 'body']

    @dbus.service.method(NOTIFICATIONS, out_signature='as')
    def GetCapabilities(self):
        return self.capabilities

    @dbus.service.method(NOTIFICATIONS, out_signature='ssss')
    def GetServerInformation(self):
        return 'Panel', 'Token Desk', '1', '1.2'

    @dbus.service.method(NOTIFICATIONS, in_signature='susssasa{sv}i', out_signature='u')
    def Notify(self, app, replaces, icon, title, body, actions, hints, timeout):
        note = {'app': app, 'title': title, 'body': body, 'actions': list(actions), 'open': True}
        if 0 < replaces <= len(self.kept):
            note['id'] = int(replaces)
            self.kept[replaces - 1] = note
        else:
            note['id'] = len(self.kept) + 1
            self.kept.append(note)
        return dbus.UInt32(note['id'])

    @dbus.service.method(NOTIFICATIONS, in_signature='u')
    def CloseNotification(self, number):
        self.close(int(number), CLOSED_BY_CALL)

    def click(self, number):
        self.ActionInvoked(number, 'default')
        self.close(number, CLOSED_BY_USER)

    def close(self, number, reason):
        if 0 < number <= len(self.kept) and self.kept[number - 1]['open']:
            self.kept[number - 1]['open'] = False
            self.NotificationClosed(number, reason)

    @dbus.service.signal(NOTIFICATIONS, signature='uu')
    def NotificationClosed(self, number, reason):
        pass

    @dbus.service.signal(NOTIFICATIONS, signature='us')
    def ActionInvoked(self, number, action):
        pass


class Panel:
    """Answers requests. Asks the app over a D-Bus connection of its own and in a thread of its own, because an app may
    call the panel and wait for the answer while it handles a click."""

    def __init__(self, bus):
        self.watcher = Watcher(bus)
        self.notifications = Notifications(bus)
        self.bus = dbus.SessionBus(private=True, mainloop=dbus.mainloop.NULL_MAIN_LOOP)

    def answer(self, request):
        ask = request['ask']
        if ask == 'items':
            return [self.item(key) for key in list(self.watcher.items)]
        if ask == 'click':
            nothing = dbus.String('', variant_level=1)
            self.menu(request['item']).Event(request['entry'], 'clicked', nothing, dbus.UInt32(0), timeout=PATIENCE)
            return None
        if ask == 'activate':
            dbus.Interface(self.object(request['item']), ITEM).Activate(0, 0, timeout=PATIENCE)
            return None
        if ask == 'notifications':
            return self.notifications.kept
        if ask == 'announce':
            self.notifications.capabilities = request['capabilities']
            return None
        if ask == 'open':
            GLib.idle_add(self.notifications.click, request['id'])
            return None
        raise ValueError(f'unknown request: {ask}')

    def object(self, key, path=None):
        name, own_path = self.watcher.items[key]
        return self.bus.get_object(name, path or own_path, introspect=False)

    def properties(self, key):
        return dbus.Interface(self.object(key), dbus.PROPERTIES_IFACE).GetAll(ITEM, timeout=PATIENCE)

    def menu(self, key):
        return dbus.Interface(self.object(key, self.properties(key)['Menu']), MENU)

    def item(self, key):
        properties = self.properties(key)
        _, layout = self.menu(key).GetLayout(0, -1, dbus.Array([], signature='s'), timeout=PATIENCE)
        return {
            'item': key,
            'title': properties.get('Title', ''),
            'picture': picture(properties.get('IconPixmap') or []),
            'tip': (properties.get('ToolTip') or ('', [], '', ''))[2],
            'menu': entries(layout),
        }


def picture(pixmaps):
    """The largest picture of an icon: its width, and the colour of each pixel as ARGB in hex."""
    width, _, data = max(pixmaps, key=lambda one: one[0], default=(0, 0, b''))
    return {'width': int(width), 'pixels': bytes(data).hex()}


def entries(layout):
    return [
        {
            'entry': number,
            'label': properties.get('label', '').replace('__', '\0').replace('_', '').replace('\0', '_'),
            'separator': properties.get('type') == 'separator',
            'enabled': bool(properties.get('enabled', True)),
            'checked': properties.get('toggle-state', 0) == 1,
            'menu': entries((number, properties, children)),
        }
        for number, properties, children in layout[2]
        if properties.get('visible', True)
    ]


def serve(panel, path):
    class Request(socketserver.StreamRequestHandler):
        def handle(self):
            try:
                reply = {'value': panel.answer(json.loads(self.rfile.readline()))}
            except Exception as error:  # Any error is reported to the test that asked.
                reply = {'error': f'{type(error).__name__}: {error}'}
            self.wfile.write(json.dumps(reply).encode())

    server = socketserver.UnixStreamServer(path, Request)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main():
    threads_init()
    DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    panel = Panel(bus)
    serve(panel, sys.argv[1])
    for name in (WATCHER, NOTIFICATIONS):
        if bus.request_name(name, dbus.bus.NAME_FLAG_DO_NOT_QUEUE) != dbus.bus.REQUEST_NAME_REPLY_PRIMARY_OWNER:
            sys.exit(f'{name} is already taken on this session bus')
    bus.watch_name_owner(KEYRING, lambda owner: owner and print('ready', flush=True))
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
